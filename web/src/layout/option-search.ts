import { foldText } from '@cardfile/openapi'

/** Whether an option is offered for what was typed, compared as all texts are. */
export function isFoundBy(typed: string, text: string): boolean {
  return foldText(text).includes(foldText(typed.trim()))
}
