import { startBenchServer } from './import-server.ts'
import { measure, median } from './measured.ts'
import { customFields, dataFolder, mixedRows } from './rows.ts'
import { sheetFile } from './sheet.ts'

/**
 * What it costs an import that contacts are compared behind it: the same sheet into new servers that do and that
 * do not, in turn, the other one first each time, so that a machine whose speed drifts slows both alike.
 *
 * @returns lines with medians of so many rounds, and their ratio
 */
export async function importBesideComparing(count: number, rounds: number): Promise<string[]> {
  const sheet = await sheetFile(`bench-mixed-${count}`, mixedRows(count))
  const seconds = { compared: [] as number[], uncompared: [] as number[] }
  for (let round = 0; round < rounds; round++)
    for (const way of round % 2 === 0 ? inTurn : inTurn.toReversed())
      seconds[way].push(await importedIn(sheet, way))
  const [compared, uncompared] = [median(seconds.compared), median(seconds.uncompared)]
  const speed = (took: number) => `${Math.round(count / took)} rows/s`
  return [
    '| import of so many rows | compared behind it | not compared | ratio |',
    '|---|---|---|---|',
    `| ${count} | ${speed(compared)} | ${speed(uncompared)} | ${(compared / uncompared).toFixed(2)} |`,
  ]
}

const inTurn = ['compared', 'uncompared'] as const

async function importedIn(sheet: string, way: (typeof inTurn)[number]): Promise<number> {
  const file = `${dataFolder}bench-beside-${process.pid}.db`
  const server = await startBenchServer(file, way === 'uncompared' ? way : undefined)
  try {
    for (const field of customFields) await server.ask('POST', '/fields', field)
    return (await measure('sendSheet', sheet, JSON.stringify(server.address))).seconds
  } finally {
    await server.close()
  }
}
