import { CsvParser } from './csv-parser.ts'
import { DEFAULT_LIMITS } from '../workbook/limits.ts'

/** In the order in which they win a draw. */
const DELIMITERS = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof DELIMITERS)[number]

/** Records that are compared: enough to see a pattern, few enough to cost nothing. */
const RECORDS = 100

/** A first line `sep=;`, which Excel obeys and hides. */
const DECLARED = /^sep=([,;\t|])\r?(?:\n|$)/i

/**
 * The character between cells, guessed from the beginning of a CSV file (`whole`: all of it): the one
 * that splits the most records into as many cells as there are headings, or fewer. One that the first
 * record lacks is hardly it, because headings have no prose.
 * `skip`: characters at the start that are a declaration (`sep=;`) and no data.
 */
export function detectDelimiter(
  sample: string,
  whole: boolean,
): { delimiter: Delimiter; skip: number } {
  const declared = DECLARED.exec(sample)
  if (declared !== null) {
    const delimiter = DELIMITERS.find((candidate) => candidate === declared[1]) ?? ','
    return { delimiter, skip: declared[0].length }
  }
  let best: Delimiter = ','
  let bestScore = 0
  for (const candidate of DELIMITERS) {
    const score = regularity(sample, whole, candidate)
    if (score > bestScore) {
      best = candidate
      bestScore = score
    }
  }
  return { delimiter: best, skip: 0 }
}

function regularity(sample: string, whole: boolean, delimiter: Delimiter): number {
  const room = sample.length + 1
  const parser = new CsvParser(delimiter, { ...DEFAULT_LIMITS, cellLength: room, columns: room })
  parser.push(whole ? `${sample}\n` : sample)
  const widths = parser
    .take()
    .slice(0, RECORDS)
    .map((row) => row.cells.length)
  const headings = widths[0] ?? 0
  const regular = widths.filter((width) => width > 1 && (headings === 1 || width <= headings))
  if (regular.length === 0) return 0
  const inHeadings = headings > 1 ? 1 : 0
  const columnsBreakDraws = Math.min(headings, 100) / 10_000
  return inHeadings + regular.length / widths.length + columnsBreakDraws
}
