import type { FileRow } from '../../src/imports/fold/row.ts'

/** Asks a server; rejects where it is gone. */
export type Ask = (method: string, path: string, body?: unknown) => Promise<unknown>

interface Known {
  id: string
  nextChunk: number
  state: string
}

/**
 * Imports rows as a careful sender does: what may have been lost is asked for or sent again. Started
 * anew after a crash, it goes on where the import stands.
 *
 * @param progress what the sender keeps between its lives: the import's id, once it is known
 */
export async function sendImport(
  ask: Ask,
  headings: readonly string[],
  rows: readonly FileRow[],
  chunkSize: number,
  progress: { id: string | null },
): Promise<void> {
  progress.id ??= (
    (await ask('POST', '/imports', { fileName: 'rows.csv', mode: 'replace', headings })) as Known
  ).id
  const path = `/imports/${progress.id}`
  const { nextChunk } = (await ask('GET', path)) as Known
  // The chunk before may be the one whose reply was lost: sent again, it must change nothing.
  for (let number = Math.max(0, nextChunk - 1); number * chunkSize < rows.length; number++) {
    const body = { rows: rows.slice(number * chunkSize, (number + 1) * chunkSize) }
    await ask('PUT', `${path}/chunks/${number}`, body)
  }
  await ask('POST', `${path}/finish`)
}
