import { measure, measureInTurn } from './measured.ts'
import { mixedRows } from './rows.ts'
import { sheetFile } from './sheet.ts'

/**
 * Reading a sheet of mixed rows beside SheetJS, and importing it beside the bare limit of the database.
 *
 * @returns lines of a report with medians of so many rounds, and ratios
 */
export async function compareImport(count: number, rounds: number): Promise<string[]> {
  const sheet = await sheetFile(`bench-mixed-${count}`, mixedRows(count))
  const [ours, theirs] = await measureInTurn(rounds, [
    () => measure('readSheet', sheet),
    () => measure('readWithSheetJs', sheet),
  ])
  const [imported, bare] = await measureInTurn(rounds, [
    () => measure('importSheet', sheet, count),
    () => measure('bareInsert', count),
  ])
  if (!ours || !theirs || !imported || !bare) throw new Error('a job said nothing')
  const speed = (seconds: number) => `${Math.round(count / seconds)} rows/s`
  const share = (part: number, whole: number) => `${((part / whole) * 100).toFixed(0)} %`
  return [
    '| reading the file | Cardfile | SheetJS | |',
    '|---|---|---|---|',
    `| time | ${ours.seconds.toFixed(2)} s | ${theirs.seconds.toFixed(2)} s | ${(theirs.seconds / ours.seconds).toFixed(1)} × as fast |`,
    `| peak memory | ${ours.peakMb.toFixed(0)} MB | ${theirs.peakMb.toFixed(0)} MB | ${share(ours.peakMb, theirs.peakMb)} |`,
    '',
    '| reading and importing it | Cardfile | bare limit | |',
    '|---|---|---|---|',
    `| speed | ${speed(imported.seconds)} | ${speed(bare.seconds)} | ${share(bare.seconds, imported.seconds)} |`,
    `| peak memory | ${imported.peakMb.toFixed(0)} MB | | |`,
    `| event loop blocked at most | ${imported.longestBlockMs.toFixed(0)} ms | | |`,
  ]
}
