import type { Cell } from '../../field-types/cell.ts'
import { CsvParser } from './csv-parser.ts'
import { DEFAULT_LIMITS } from '../workbook/limits.ts'

/** In the order in which they win a draw. */
export const delimiters = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof delimiters)[number]

/** Records that are compared: enough to see a pattern, few enough to cost nothing. */
const RECORDS = 100

/** A first line `sep=;`, which Excel obeys and hides. */
const DECLARED = /^sep=([^\w\s"]|\t| )\1*(?:\r\n?|\n|$)/i

/** Lines above the headings, such as a title, that are put up with. */
const TITLE_LINES = 5
/** A blank after nearly each of them is how prose is written, and no separator. */
const PROSE_COUNTS = 0.5

/**
 * The character between cells, guessed from the beginning of a CSV file (`whole`: all of it): the one
 * that splits the most records into as many cells as there are headings, or fewer. One that the first
 * record lacks is less likely it, because headings have no prose; so is one that blanks follow. A line or
 * two above the headings may be a title.
 * `skip`: characters at the start that are a declaration (`sep=;`) and no data.
 */
export function detectDelimiter(
  sample: string,
  whole: boolean,
): { delimiter: string; skip: number } {
  const declared = DECLARED.exec(sample)
  if (declared !== null) return { delimiter: declared[1] ?? ',', skip: declared[0].length }
  let best: Delimiter = ','
  let bestScore = 0
  for (const candidate of delimiters) {
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
  const parser = new CsvParser(delimiter, {
    ...DEFAULT_LIMITS,
    cellLength: room,
    rowLength: room,
    columns: room,
  })
  parser.push(whole ? `${sample}\n` : sample)
  const records = parser
    .take()
    .slice(0, RECORDS)
    .map((row) => row.cells)
  const titles = records.slice(0, TITLE_LINES).findIndex((cells) => cells.length > 1)
  if (titles < 0) return 0
  const headings = records[titles]?.length ?? 0
  const regular = records.slice(titles).filter(({ length }) => length > 1 && length <= headings)
  const inHeadings = titles === 0 ? 0.25 : 0
  const columnsBreakDraws = Math.min(headings, 100) / 10_000
  const prose = shareOfProse(regular) * PROSE_COUNTS
  return regular.length / records.length + inHeadings + columnsBreakDraws - prose
}

/** How many of the separators, from 0 to 1, a blank follows. */
function shareOfProse(records: readonly (readonly Cell[])[]): number {
  const followers = records.flatMap((cells) => cells.slice(1))
  const spaced = followers.filter((cell) => typeof cell === 'string' && /^ \S/.test(cell))
  return spaced.length / Math.max(followers.length, 1)
}
