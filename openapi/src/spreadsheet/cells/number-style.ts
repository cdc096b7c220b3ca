import { builtInKind, kindOfCode } from './number-format.ts'
import type { NumberKind } from './number-format.ts'

/** What a cell's format makes of a number. */
export interface NumberStyle {
  kind: NumberKind
}

/** A format that leaves numbers as they are. */
export const PLAIN_STYLE: NumberStyle = { kind: 'none' }

/** Of a format's code (ECMA-376-1, 18.8.31). */
export function numberStyle(code: string): NumberStyle {
  return { kind: kindOfCode(code) }
}

/** Of a format that the file names by number only. */
export function builtInStyle(id: number): NumberStyle {
  return { kind: builtInKind(id) }
}
