import { sectionFor, sectionsOf } from './format-sections.ts'
import { builtInCode, builtInKind, kindOfCode } from './number-format.ts'
import type { NumberKind } from './number-format.ts'
import { numberWriter } from './number-text.ts'

/** What a cell's format makes of a number. */
export interface NumberStyle {
  /** Of a number that it shows by its first section, which is nearly all of them. */
  kind: NumberKind
  /** What it makes of this number, where that differs from one to another. */
  of?(value: number): ShownNumber
}

interface ShownNumber {
  kind: NumberKind
  /** As a person sees it; null where that is no other than the number itself. */
  text: string | null
}

/** A format that leaves numbers as they are. */
export const PLAIN_STYLE: NumberStyle = { kind: 'none' }

/** Longest code that spreadsheet programs take ("Excel specifications and limits"). */
const LONGEST_CODE = 255

/** Of a format's code (ECMA-376-1, 18.8.31). */
export function numberStyle(code: string): NumberStyle {
  if (code.length > LONGEST_CODE) return PLAIN_STYLE
  const sections = sectionsOf(code)
  const writers = sections.map((section) => {
    const kind = kindOfCode(section.code)
    return { kind, write: kind === 'none' ? numberWriter(section.code) : null }
  })
  const [first] = writers
  if (
    first === undefined ||
    (writers.length === 1 && sections[0]?.condition === null && first.write === null)
  )
    return { kind: first?.kind ?? 'none' }
  return {
    kind: first.kind,
    of(value) {
      const index = sectionFor(sections, value)
      const writer = writers[index]
      if (writer === undefined) return { kind: 'none', text: null }
      const { kind, write } = writer
      if (write === null) return { kind, text: null }
      const text = write(value).trim()
      // A section of its own for numbers below zero says itself how they look.
      const isSigned = value < 0 && (index === 0 || sections[index]?.condition !== null)
      return { kind, text: isSigned && /[1-9]/.test(text) ? `-${text}` : text }
    },
  }
}

/** Of a format that the file names by number only. */
export function builtInStyle(id: number): NumberStyle {
  const code = builtInCode(id)
  return code === undefined ? { kind: builtInKind(id) } : numberStyle(code)
}
