import { startBenchServer } from './import-server.ts'
import { measure, median } from './measured.ts'
import { customFields, dataFolder, mixedRows } from './rows.ts'
import { sheetFile } from './sheet.ts'

/**
 * What it costs an import that contacts are compared behind it: the same sheet into new servers that do and that
 * do not, in turn, the other one first each time, so that a machine whose speed drifts slows both alike.
 *
 * @returns lines with medians of so many rounds, and their ratio; processor time is that of the server until the
 *   import is over, before it compares what came
 */
export async function importBesideComparing(count: number, rounds: number): Promise<string[]> {
  const sheet = await sheetFile(`bench-mixed-${count}`, mixedRows(count))
  const taken: Record<Way, Taken[]> = { compared: [], uncompared: [] }
  for (let round = 0; round < rounds; round++)
    for (const way of round % 2 === 0 ? inTurn : inTurn.toReversed())
      taken[way].push(await importedIn(sheet, way))
  const of = (way: Way, figure: keyof Taken) => median(taken[way].map((one) => one[figure]))
  const line = (label: string, figure: keyof Taken, shown: (took: number) => string) => {
    const [compared, uncompared] = [of('compared', figure), of('uncompared', figure)]
    return `| ${label} | ${shown(compared)} | ${shown(uncompared)} | ${(compared / uncompared).toFixed(2)} |`
  }
  return [
    `| import of ${count} rows | compared behind it | not compared | ratio |`,
    '|---|---|---|---|',
    line('time, so rows a second', 'seconds', (took) => String(Math.round(count / took))),
    line('processor time a row', 'cpuMs', (took) => `${(took / count).toFixed(3)} ms`),
  ]
}

const inTurn = ['compared', 'uncompared'] as const

type Way = (typeof inTurn)[number]

interface Taken {
  seconds: number
  cpuMs: number
}

async function importedIn(sheet: string, way: Way): Promise<Taken> {
  const file = `${dataFolder}bench-beside-${process.pid}.db`
  const server = await startBenchServer(file, way === 'uncompared' ? way : undefined)
  try {
    for (const field of customFields) await server.ask('POST', '/fields', field)
    await server.report()
    const { seconds } = await measure('sendSheet', sheet, JSON.stringify(server.address))
    const { cpuMs } = await server.report()
    return { seconds, cpuMs }
  } finally {
    await server.close()
  }
}
