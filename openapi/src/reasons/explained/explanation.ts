import type { english } from '../english.ts'
import type { ReasonCode } from '../reason.ts'

/** What the page of all messages says of a code. */
export interface Explanation<Code extends ReasonCode = ReasonCode> {
  /** What is wrong with what. */
  when: string
  /** What would be right. */
  right: string
  /** Parameters that the sentence is shown with. */
  example: Parameters<(typeof english)[Code]>
}

/** Of every code of a part of the table, so that none can be added without. */
export type ExplanationsOf<Part> = {
  [Code in keyof Part & ReasonCode]: Explanation<Code>
}
