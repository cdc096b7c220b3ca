import { monitorEventLoopDelay } from 'node:perf_hooks'
import { type Measured, measure, measureInTurn, median } from './measured.ts'
import { customFields, dataFolder, earlierRows, mixedRows } from './rows.ts'
import { sendImport } from './send-import.ts'
import { type BenchServer, startBenchServer } from './import-server.ts'
import { sheetFile } from './sheet.ts'

/** Above it SheetJS, which holds a sheet whole, needs more memory than most machines have. */
const mostRowsForSheetJs = 300_000

/**
 * Reading a sheet of mixed rows beside SheetJS, and importing it beside the bare limit of the database.
 * The limit is measured before and after each step: the speed of a shared machine drifts within minutes.
 *
 * @returns lines of a report with medians of so many rounds, and ratios
 */
export async function compareImport(count: number, rounds: number): Promise<string[]> {
  const sheet = await sheetFile(`bench-mixed-${count}`, mixedRows(count))
  const reading = count > mostRowsForSheetJs ? [] : await compareReading(sheet, rounds)
  const runs: Round[] = []
  for (let round = 0; round < rounds; round++) runs.push(await measureRound(sheet, count))
  const of = (pick: (run: Round) => number) => median(runs.map(pick))
  const most = (pick: (run: Round) => number) => Math.max(...runs.map(pick))
  const speed = (seconds: number) => `${Math.round(count / seconds)} rows/s`
  const column = (step: 'tried' | 'imported') => {
    const seconds = of((run) => run[step].client.seconds)
    const ms = (pick: (run: Round) => number) => `${most(pick).toFixed(0)} ms`
    return [
      speed(seconds),
      percent(of((run) => run[step].bare / run[step].client.seconds)),
      ms((run) => run[step].server.longestBlockMs),
      ms((run) => run[step].server.p999Ms),
      ms((run) => run[step].server.ownWorkMs),
      ms((run) => run[step].idleMs),
      `${most((run) => run[step].client.peakMb).toFixed(0)} MB`,
      `${most((run) => run[step].server.peakMb).toFixed(0)} MB`,
    ]
  }
  const [imported, tried] = [column('imported'), column('tried')]
  const labels = [
    'speed',
    'of the bare limit',
    'server’s event loop blocked at most',
    '… but for one time in a thousand',
    '… by its own work in one go, at most',
    'the same in a process that only waits, at most',
    'peak memory of who reads and sends',
    'peak memory of the server',
  ]
  return [
    ...reading,
    '| reading and importing it | import | dry run | bare limit |',
    '|---|---|---|---|',
    ...labels.map(
      (label, at) =>
        `| ${label} | ${imported[at]} | ${tried[at]} | ${at === 0 ? speed(of(({ imported }) => imported.bare)) : ''} |`,
    ),
  ]
}

interface Step {
  /** Seconds, the mean of before and after. */
  bare: number
  client: Measured
  server: Awaited<ReturnType<BenchServer['report']>>
  /** For how long this process, which only waited, could not go on at most: the machine's own share. */
  idleMs: number
}

interface Round {
  tried: Step
  imported: Step
}

/** One new server: some contacts first, then a dry run of the sheet and its import. */
async function measureRound(sheet: string, count: number): Promise<Round> {
  const server = await startBenchServer(`${dataFolder}bench-import-${process.pid}.db`)
  try {
    for (const field of customFields) await server.ask('POST', '/fields', field)
    await sendImport(server.ask, [[...earlierRows(count)]])
    const bareSeconds = async () => (await measure('bareInsert', count)).seconds
    let before = await bareSeconds()
    const step = async (job: 'trySheet' | 'sendSheet'): Promise<Step> => {
      await server.report()
      const idle = monitorEventLoopDelay({ resolution: 1 })
      idle.enable()
      const client = await measure(job, sheet, JSON.stringify(server.address))
      const idleMs = idle.max / 1e6
      idle.disable()
      const report = await server.report()
      const after = await bareSeconds()
      const bare = (before + after) / 2
      before = after
      return { bare, client, server: report, idleMs }
    }
    return { tried: await step('trySheet'), imported: await step('sendSheet') }
  } finally {
    await server.close()
  }
}

async function compareReading(sheet: string, rounds: number): Promise<string[]> {
  const [ours, theirs] = await measureInTurn(rounds, [
    () => measure('readSheet', sheet),
    () => measure('readWithSheetJs', sheet),
  ])
  if (!ours || !theirs) throw new Error('a job said nothing')
  return [
    '| reading the file | Cardfile | SheetJS | |',
    '|---|---|---|---|',
    `| time | ${ours.seconds.toFixed(2)} s | ${theirs.seconds.toFixed(2)} s | ${(theirs.seconds / ours.seconds).toFixed(1)} × as fast |`,
    `| peak memory | ${ours.peakMb.toFixed(0)} MB | ${theirs.peakMb.toFixed(0)} MB | ${share(ours.peakMb, theirs.peakMb)} |`,
    '',
  ]
}

function share(part: number, whole: number): string {
  return percent(part / whole)
}

function percent(ratio: number): string {
  return `${(ratio * 100).toFixed(0)} %`
}
