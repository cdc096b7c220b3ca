import { rmSync } from 'node:fs'
import { exportDatabase } from './export-jobs.ts'
import { type Measured, measureInTurn } from './measured.ts'
import { dataFolder } from './rows.ts'

/**
 * Writing a sheet, and exporting a whole database, beside SheetJS.
 *
 * @returns lines of a report with medians of so many rounds, and ratios
 */
export async function compareExport(count: number, rounds: number): Promise<string[]> {
  const database = await exportDatabase(count)
  const target = `${dataFolder}bench-export-${process.pid}.xlsx`
  try {
    const written = await measureInTurn(rounds, [
      ['writeSheet', target, count],
      ['writeWithSheetJs', target, count],
    ])
    const exported = await measureInTurn(rounds, [
      ['exportFromDatabase', database, target],
      ['exportWithSheetJs', database, target],
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
