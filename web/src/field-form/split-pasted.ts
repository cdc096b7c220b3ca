import { trimMarks } from '@cardfile/openapi'

/**
 * Several identities out of one piece of pasted text. A comma separates only where no value of the
 * kind can hold one.
 */
export function splitPasted(text: string, input: 'text' | 'email' | 'tel'): string[] {
  const separators = input === 'text' ? /[;\n\r\t]+/ : /[,;\n\r\t]+/
  return text
    .split(separators)
    .map(trimMarks)
    .filter((part) => part !== '')
}
