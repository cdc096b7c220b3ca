// First of all: schemas made before it is loaded do not get its `openapi`.
import '@hono/zod-openapi'
import { type Cell, fieldCreateSchema } from '@cardfile/openapi'
import { systemContext } from '../../src/installation/system-context.ts'
import { createDatabase } from '../../src/db/database.ts'
import { createField } from '../../src/fields/create-field.ts'
import { applyChunk } from '../../src/imports/chunk/apply-chunk.ts'
import { RowsWriter } from '../../src/imports/chunk/chunk-rows.ts'
import { createImport } from '../../src/imports/create-import.ts'
import { finishImport } from '../../src/imports/end-import.ts'
import type { Context } from '../../src/installation/context.ts'
import { openDatabase } from '../../src/platform/node/node.ts'
import { writeInThread } from '../../src/platform/threads/writer.ts'
import { discard } from './database-file.ts'
import { customFields, headings } from './rows.ts'

/** A new database with the sheet's fields, opened as the server does. The caller closes it. */
export async function openFresh(file: string) {
  discard(file)
  const url = `file:${file}`
  const { client } = await openDatabase({ url, authToken: undefined })
  const writer = writeInThread(client, url)
  const db = createDatabase(writer, { isNear: true })
  const ctx = systemContext(db)
  for (const field of customFields) await createField(ctx, fieldCreateSchema.parse(field))
  const close = async () => {
    await writer.close()
    client.close()
  }
  return { client, ctx, close }
}

/** Imports rows in chunks, as whoever reads a file does; the next ones are read while some are applied. */
export async function importRows(ctx: Context, rows: AsyncIterable<Cell[]> | Iterable<Cell[]>) {
  const about = { fileName: 'bench.xlsx', mode: 'merge', headings } as const
  const { id, chunkRows } = await createImport(ctx, about)
  let chunk = new RowsWriter()
  let sent = 0
  let row = 1
  let applying: Promise<unknown> = Promise.resolve()
  const send = async () => {
    await applying
    applying = applyChunk(ctx, id, sent++, chunk.take())
    chunk = new RowsWriter()
  }
  for await (const cells of rows) {
    chunk.add({ number: ++row, cells })
    if (chunk.count === chunkRows) await send()
  }
  if (chunk.count > 0) await send()
  await applying
  return finishImport(ctx, id)
}
