import { trimMarks } from '../text/trim-marks.ts'
/**
 * The values in one cell: parts between separators, trimmed, empty ones dropped. A part in double
 * quotes is taken as it stands, with `""` for a quote. A quote that never closes is an ordinary
 * character.
 *
 * @param separator one character
 */
export function splitCell(text: string, separator = ';'): string[] {
  if (!text.includes(separator) && !text.includes('"')) {
    const value = trimMarks(text)
    return value === '' ? [] : [value]
  }
  const values: string[] = []
  let at = 0
  while (at < text.length) {
    const start = skipBlanks(text, separator, at)
    const quoted = text[start] === '"' ? closingQuote(text, start) : -1
    const end = separatorFrom(text, separator, quoted < 0 ? start : quoted + 1)
    const value =
      quoted < 0
        ? trimMarks(text.slice(start, end))
        : text.slice(start + 1, quoted).replaceAll('""', '"') + text.slice(quoted + 1, end).trim()
    if (value !== '') values.push(value)
    at = end + 1
  }
  return values
}

/**
 * One cell for several values, such that `splitCell(joinCell(values))` gives them back.
 * Empty values have no place in a cell and are left out.
 */
export function joinCell(values: readonly string[]): string {
  return values
    .filter((value) => value !== '')
    .map((value) => (needsQuotes(value) ? `"${value.replaceAll('"', '""')}"` : value))
    .join('; ')
}

function needsQuotes(value: string): boolean {
  return value.includes(';') || value.includes('"') || trimMarks(value) !== value
}

/** Up to a separator at most: it may be a blank itself. */
function skipBlanks(text: string, separator: string, from: number): number {
  let at = from
  while (at < text.length && text[at] !== separator && text[at]?.trim() === '') at++
  return at
}

function separatorFrom(text: string, separator: string, from: number): number {
  const at = text.indexOf(separator, from)
  return at < 0 ? text.length : at
}

function closingQuote(text: string, open: number): number {
  for (let at = text.indexOf('"', open + 1); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at
  }
  return -1
}
