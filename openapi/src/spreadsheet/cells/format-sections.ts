/** A section of a number format: what it is for, and what it says beyond that. */
export interface FormatSection {
  code: string
  /** For which numbers, where it says so: `[<=9999999]`. */
  condition: ((value: number) => boolean) | null
}

const CONDITION = /\[(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?(?:E[+-]?\d+)?)\]/i
/** What stands for itself within a code, or within brackets: a `;` there parts no sections. */
const PIECES = /"[^"]*"?|\\[^]|\[[^\]]*\]?|[^]/g

/** The sections of a format's code for numbers, three at most; a fourth is for texts (ECMA-376-1, 18.8.31). */
export function sectionsOf(code: string): FormatSection[] {
  const sections = ['']
  for (const [piece] of code.matchAll(PIECES)) {
    if (piece === ';') sections.push('')
    else sections[sections.length - 1] += piece
  }
  return sections.slice(0, 3).map((section) => ({ code: section, condition: conditionOf(section) }))
}

/** Which section a number is shown by; -1 where none is for it. */
export function sectionFor(sections: readonly FormatSection[], value: number): number {
  const [first, second] = sections
  if (first === undefined || second === undefined)
    return (first?.condition?.(value) ?? true) ? 0 : -1
  if (first.condition === null && second.condition === null) {
    if (value < 0) return 1
    return value === 0 && sections.length > 2 ? 2 : 0
  }
  if (first.condition?.(value) ?? value > 0) return 0
  if (second.condition?.(value) ?? (sections.length === 2 || value < 0)) return 1
  return sections.length > 2 ? 2 : -1
}

function conditionOf(section: string): FormatSection['condition'] {
  const match = CONDITION.exec(section)
  if (match === null) return null
  const [, operator = '', stated] = match
  const bound = Number(stated)
  return (value) =>
    (operator.includes('=') && value === bound) ||
    (operator.includes('<') && value < bound) ||
    (operator.includes('>') && value > bound)
}
