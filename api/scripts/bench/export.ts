import { rmSync } from 'node:fs'
import { exportDatabase } from './export-database.ts'
import { type Measured, measure, measureInTurn } from './measured.ts'
import { dataFolder, keys } from './rows.ts'
import { exportOverHttp } from './server.ts'

/**
 * Writing a sheet beside SheetJS, and exporting contacts over HTTP from a server beside a script that
 * writes the same table with SheetJS.
 *
 * @returns lines of a report with medians of so many rounds, and ratios
 */
export async function compareExport(count: number, rounds: number): Promise<string[]> {
  const database = await exportDatabase(count)
  const target = `${dataFolder}bench-export-${process.pid}.xlsx`
  try {
    const written = await measureInTurn(rounds, [
      () => measure('writeSheet', target, count),
      () => measure('writeWithSheetJs', target, count),
    ])
    const exported = await measureInTurn(rounds, [
      () => exportOverHttp(database, keys, target),
      () => measure('exportWithSheetJs', database, target),
    ])
    return [...table('writing rows', written), '', ...table('exporting contacts', exported)]
  } finally {
    rmSync(target, { force: true })
  }
}

function table(title: string, [ours, theirs]: readonly Measured[]): string[] {
  if (!ours || !theirs) throw new Error('a job said nothing')
  const speed = theirs.seconds / ours.seconds
  const memory = (ours.peakMb / theirs.peakMb) * 100
  return [
    `| ${title} | Cardfile | SheetJS | |`,
    '|---|---|---|---|',
    `| time | ${ours.seconds.toFixed(2)} s | ${theirs.seconds.toFixed(2)} s | ${speed.toFixed(1)} × as fast |`,
    `| peak memory | ${ours.peakMb.toFixed(0)} MB | ${theirs.peakMb.toFixed(0)} MB | ${memory.toFixed(0)} % |`,
  ]
}
