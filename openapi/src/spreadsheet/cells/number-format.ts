/**
 * What a number format makes of a number. `none`: a plain number; `date`: a day; `datetime`: a day and a
 * time; `time`: a time of day; `elapsed`: a length of time that may pass 24 hours.
 */
export type NumberKind = 'none' | 'date' | 'datetime' | 'time' | 'elapsed'

/**
 * The formats that files name by number without spelling them (ECMA-376-1, 18.8.30). 27 to 36 and 50 to
 * 58 differ between East Asian languages; 71 to 81 are Thai.
 */
const BUILT_IN: readonly (readonly [from: number, to: number, kind: NumberKind])[] = [
  [14, 17, 'date'],
  [18, 21, 'time'],
  [22, 22, 'datetime'],
  [27, 31, 'date'],
  [32, 33, 'time'],
  [34, 36, 'date'],
  [45, 45, 'time'],
  [46, 46, 'elapsed'],
  [47, 47, 'time'],
  [50, 58, 'date'],
  [71, 74, 'date'],
  [75, 76, 'time'],
  [77, 77, 'datetime'],
  [78, 78, 'time'],
  [79, 79, 'elapsed'],
  [80, 80, 'time'],
  [81, 81, 'date'],
]

/** Of a format that the file names by number only. */
export function builtInKind(id: number): NumberKind {
  return BUILT_IN.find(([from, to]) => id >= from && id <= to)?.[2] ?? 'none'
}

/** Those of them that show numbers other than as they are (ECMA-376-1, 18.8.30). */
const BUILT_IN_CODES: ReadonlyMap<number, string> = new Map([
  [1, '0'],
  [2, '0.00'],
  [3, '#,##0'],
  [4, '#,##0.00'],
  [5, '"$"#,##0_);\\("$"#,##0\\)'],
  [6, '"$"#,##0_);[Red]\\("$"#,##0\\)'],
  [7, '"$"#,##0.00_);\\("$"#,##0.00\\)'],
  [8, '"$"#,##0.00_);[Red]\\("$"#,##0.00\\)'],
  [9, '0%'],
  [10, '0.00%'],
  [37, '#,##0_);(#,##0)'],
  [38, '#,##0_);[Red](#,##0)'],
  [39, '#,##0.00_);(#,##0.00)'],
  [40, '#,##0.00_);[Red](#,##0.00)'],
  [59, '0'],
  [60, '0.00'],
  [61, '#,##0'],
  [62, '#,##0.00'],
])

/** The code of a format for numbers that the file names by number only; undefined for others. */
export function builtInCode(id: number): string | undefined {
  return BUILT_IN_CODES.get(id)
}

/** Of a format's code, such as `[$-407]d. mmmm yyyy;@` (ECMA-376-1, 18.8.31). The first section decides. */
export function kindOfCode(code: string): NumberKind {
  const section = firstSection(code)
  if (/\[(?:h+|m+|s+)\]/i.test(section)) return 'elapsed'
  const letters = section.replace(/\[[^\]]*\]/g, '').replace(/am\/pm|a\/p/gi, 'h')
  if (/^general$/i.test(letters.trim())) return 'none'
  const parts = letters.toLowerCase().match(/y+|d+|h+|s+|m+|b+/g) ?? []
  const isMinute = (index: number): boolean =>
    startsWith(parts[index - 1], 'h') || startsWith(parts[index + 1], 's')
  let day = false
  let time = false
  parts.forEach((part, index) => {
    if (startsWith(part, 'm')) {
      if (isMinute(index)) time = true
      else day = true
    } else if (startsWith(part, 'y') || startsWith(part, 'd')) day = true
    else if (startsWith(part, 'h') || startsWith(part, 's')) time = true
  })
  if (day) return time ? 'datetime' : 'date'
  return time ? 'time' : 'none'
}

/** The first section without what stands for itself: quoted text, escaped, skipped and repeated characters. */
function firstSection(code: string): string {
  const bare = code.replace(/"[^"]*"|[\\_*][^]/g, '')
  return bare.split(';', 1)[0] ?? ''
}

function startsWith(part: string | undefined, letter: string): boolean {
  return part !== undefined && part.startsWith(letter)
}
