import type { Cell } from '@cardfile/openapi'
import { startBenchServer } from './import-server.ts'
import type { ServerReport } from './import-server-process.ts'
import { customFields, dataFolder, freshRows, headings, inBatches } from './rows.ts'
import { sendImport } from './send-import.ts'

const [titleColumn, seatsColumn] = ['Title', 'Seats'].map((name) => headings.indexOf(name))
/** Seats of the first half: those that are changed. */
const few = 1

interface Step {
  label: string
  contacts: number
  seconds: number
  server: ServerReport
}

interface Change {
  id: string
  state: string
  counts: { changed: number }
  undo: { undone: number } | null
}

/**
 * Changes so many contacts of twice as many, undoes it, deletes and restores them, beside an import that fills an
 * empty value of as many in the same run.
 *
 * @returns lines of a table
 */
export async function compareBulk(contacts: number): Promise<string[]> {
  const server = await startBenchServer(`${dataFolder}bench-bulk-${process.pid}.db`)
  for (const field of customFields) await server.ask('POST', '/fields', field)
  await sendImport(server.ask, inBatches(rowsOf(contacts * 2, contacts, null)))
  await server.report()
  const steps: Step[] = []
  const measured = async (label: string, work: () => Promise<number>) => {
    const began = performance.now()
    const changed = await work()
    const seconds = (performance.now() - began) / 1_000
    steps.push({ label, contacts: changed, seconds, server: await server.report() })
  }
  await measured('import that fills a searched field', async () => {
    const { counts } = (await sendImport(
      server.ask,
      inBatches(rowsOf(contacts, contacts, 'Dr')),
    )) as { counts: { rows: number; merged?: number } }
    return counts.merged ?? 0
  })
  const on = { filter: { field: 'seats', operator: 'eq', value: few } }
  const finish = async (what: unknown) => {
    const body = { on, expected: contacts, do: what }
    let change = (await server.ask('POST', '/bulk-changes', body)) as Change
    while (change.state === 'running')
      change = (await server.ask('POST', `/bulk-changes/${change.id}/continue`)) as Change
    return change
  }
  const undo = async ({ id }: Change) => {
    for (;;) {
      const change = (await server.ask('POST', `/bulk-changes/${id}/undo`)) as Change
      if (change.state === 'undone') return change.undo?.undone ?? 0
    }
  }
  let last: Change | null = null
  const change = (what: unknown) => async () => {
    last = await finish(what)
    return last.counts.changed
  }
  const undoLast = () => (last ? undo(last) : Promise.resolve(0))
  await measured('a searched field set', change([{ set: { title: 'Prof' } }]))
  await measured('… undone', undoLast)
  await measured('a field set that is not searched', change([{ set: { vip: true } }]))
  await measured('deleted', change('delete'))
  await measured('… undone', undoLast)
  await server.close()
  const [first] = steps
  const cost = ({ server: { cpuMs }, contacts: n }: Step) => cpuMs / n
  return [
    `| ${contacts} of ${contacts * 2} contacts | contacts/s | of the import’s | processor time for each | longest own work in one go |`,
    '|---|---|---|---|---|',
    ...steps.map((step) =>
      [
        '',
        step.label,
        Math.round(step.contacts / step.seconds),
        first ? `${(cost(first) / cost(step)).toFixed(2)} ×` : '',
        `${cost(step).toFixed(3)} ms`,
        `${step.server.ownWorkMs.toFixed(0)} ms`,
        '',
      ]
        .join(' | ')
        .trim(),
    ),
  ]
}

/** Rows of so many contacts, the first of them with few seats. */
function* rowsOf(count: number, first: number, title: string | null): Generator<Cell[]> {
  let n = 0
  for (const cells of freshRows(count)) {
    if (titleColumn !== undefined) cells[titleColumn] = title
    if (seatsColumn !== undefined) cells[seatsColumn] = n++ < first ? few : few + 1
    yield cells
  }
}
