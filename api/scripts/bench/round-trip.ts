import { openAsBlob, rmSync } from 'node:fs'
import type { Cell, Field } from '@cardfile/openapi'
import { openWorkbook } from '@cardfile/openapi/spreadsheet'
import { ToolError } from '../processes.ts'
import { makeDataset } from './dataset.ts'
import { discard } from './database-file.ts'
import { dataFolder } from './rows.ts'
import { download, type MeasuredServer, serveMeasured } from './server.ts'

interface Leg {
  seconds: number
  peakMb: number
}

/**
 * Exports a database of so many contacts over HTTP, imports the file into an empty server with the same
 * fields, exports that one too, and holds the two files against each other, row by row and cell by cell.
 *
 * @returns lines of a report
 * @throws ToolError where a contact is missing, comes twice or differs
 */
export async function roundTrip(count: number): Promise<string[]> {
  const first = await makeDataset(count)
  const second = `${dataFolder}bench-round-trip-${process.pid}.db`
  const files = [1, 2].map((n) => `${dataFolder}bench-round-trip-${process.pid}-${n}.xlsx`)
  const [out = '', back = ''] = files
  try {
    let fields: Field[] = []
    const exported = await leg(first, async (server) => {
      fields = (await send<{ data: Field[] }>(server, 'GET', '/fields')).data
      await download(server, exportPath(fields), out)
    })
    const imported = await leg(second, async (server) => {
      for (const { name, type, indexed, kind } of fields)
        if (kind === 'C') await send(server, 'POST', '/fields', { name, type, indexed })
      await importFile(server, out)
    })
    const again = await leg(second, (server) => download(server, exportPath(fields), back))
    const same = await compare(out, back)
    if (same !== count) throw new ToolError(`${same} of ${count} contacts came back.`)
    return [
      `| ${count} contacts | time | server's peak memory |`,
      '|---|---|---|',
      row('exported as .xlsx', exported),
      row('imported in chunks', imported),
      row('exported again', again),
      '',
      `All ${count} contacts came back, each once, in their order and with every value.`,
    ]
  } finally {
    discard(second)
    for (const file of files) rmSync(file, { force: true })
  }
}

function row(what: string, { seconds, peakMb }: Leg): string {
  return `| ${what} | ${seconds.toFixed(1)} s | ${peakMb.toFixed(0)} MB |`
}

async function leg(
  database: string,
  work: (server: MeasuredServer) => Promise<void>,
): Promise<Leg> {
  const server = await serveMeasured(database)
  const begun = performance.now()
  try {
    await work(server)
  } catch (error) {
    await server.close()
    throw error
  }
  const seconds = (performance.now() - begun) / 1000
  return { seconds, peakMb: await server.close() }
}

/** Every field but the times, which an import sets anew. */
function exportPath(fields: readonly Field[]): string {
  const keys = fields.map(({ key }) => key).filter((key) => !key.endsWith('ated_at'))
  return `/api/v1/exports/contacts?headings=keys&columns=${keys.join(',')}`
}

async function importFile(server: MeasuredServer, file: string): Promise<void> {
  const rows = rowsOf(file)
  const { value: headings } = await rows.next()
  const { id, chunkRows } = await send<{ id: string; chunkRows: number }>(
    server,
    'POST',
    '/imports',
    {
      fileName: 'round-trip.xlsx',
      mode: 'merge',
      headings: headings?.cells,
    },
  )
  let chunk: unknown[] = []
  let number = 0
  const apply = async () => {
    await send(server, 'PUT', `/imports/${id}/chunks/${number++}`, { rows: chunk })
    chunk = []
  }
  for await (const row of rows) {
    chunk.push(row)
    if (chunk.length === chunkRows) await apply()
  }
  if (chunk.length > 0) await apply()
  await send(server, 'POST', `/imports/${id}/finish`)
}

async function* rowsOf(file: string) {
  const workbook = await openWorkbook(await openAsBlob(file))
  for await (const batch of workbook.rows()) yield* batch
}

async function send<T>(
  { url, headers }: MeasuredServer,
  method: string,
  path: string,
  body?: unknown,
): Promise<T> {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { ...headers, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new ToolError(`${path} answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as T
}

/** @returns how many rows besides the headings are the same in both files @throws at the first that is not */
async function compare(a: string, b: string): Promise<number> {
  const [left, right] = [rowsOf(a), rowsOf(b)]
  for (let same = -1; ; same++) {
    const [one, other] = await Promise.all([left.next(), right.next()])
    if (one.done && other.done) return same
    const cells = (row: { cells: Cell[] } | void) => JSON.stringify(row?.cells)
    if (cells(one.value) !== cells(other.value))
      throw new ToolError(`Row ${same + 2} came back as another.`)
  }
}
