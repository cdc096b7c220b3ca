import { ApiError } from '../../../api/api-error.ts'
import { untilAnswered } from '../../../api/until-answered.ts'
import type { ImportApi, ImportState, SentRow } from './import-api.ts'
import type { SheetSource } from '../sheet/sheet-source.ts'

export interface RunProgress {
  import: ImportState
  /** Share of the file that was read, 0 to 1. */
  read: number
  /** Rows met so far that are hidden in the sheet. */
  hiddenRows: number
  /** Of this run so far. */
  rowsPerSecond: number
  /** Until the end of the file at this speed; null as long as nobody can tell. */
  secondsLeft: number | null
  /** True while the connection is lost and the same chunk is tried again. */
  waiting: boolean
}

interface RunOptions {
  api: ImportApi
  /** The import that was begun, now or in an earlier visit. */
  begun: ImportState
  /** At the beginning of its rows. */
  source: SheetSource
  /** What of a row is sent. */
  prepare(row: SentRow): SentRow
  signal: AbortSignal
  /** Resolves at once, or when a person lets a paused import go on. */
  held(): Promise<void>
  onProgress(progress: RunProgress): void
  /** Resolves after so many milliseconds; injected so that tests need not wait. */
  pause?: (milliseconds: number) => Promise<void>
}

/** Chunks that are on their way or being applied at once. */
const mostUnderWay = 3

/**
 * Sends a file's rows in numbered chunks and finishes the import. A chunk whose answer got lost is
 * sent again under the same number, which the server applies once; so a broken connection never
 * doubles a row. The chunks that an earlier visit sent are read and passed over: a file falls into
 * the same chunks each time.
 *
 * @returns the import when all rows were judged, or when it was cancelled through `signal`
 * @throws SheetError for a file that turns out to be broken, ApiError for a refusal; what was judged
 *   until then stays, and the import is closed
 */
export async function runImport(options: RunOptions): Promise<ImportState> {
  const { api, begun, source, signal, prepare, held } = options
  const { id } = begun
  const report = reporter(options)
  let state = begun
  /** Whether the chunk sent last is on its way without having been in any trouble. */
  let smooth = true
  const deliver = async (chunk: number, rows: readonly SentRow[], before: Promise<void>) => {
    const send = () =>
      untilAnswered(
        () => api.send(id, chunk, rows.map(prepare), signal),
        options,
        () => {
          smooth = false
          report(state, true)
        },
      )
    try {
      state = await send().catch(async (error: unknown) => {
        if (!isEarly(error)) throw error
        // Whatever is sent before it has come would be too early as well.
        smooth = false
        await before
        return send()
      })
    } catch (error) {
      smooth = false
      throw error
    }
    smooth = true
    report(state, false)
  }
  try {
    // Read one chunk ahead, and send some while another is being applied: reading, judging and writing
    // go on at the same time.
    const underWay: Promise<void>[] = []
    let ahead = source.next()
    let sent = Promise.resolve()
    for (let chunk = 0; ; chunk++) {
      const rows = await ahead
      if (!smooth) await Promise.all(underWay.splice(0))
      await held()
      if (rows === null || signal.aborted) break
      ahead = source.next()
      // A failure of the reading ahead is met at the next turn; unheard, it would be reported twice.
      ahead.catch(() => undefined)
      if (chunk < begun.nextChunk) continue
      sent = deliver(chunk, rows, sent)
      sent.catch(() => undefined)
      underWay.push(sent)
      if (underWay.length === mostUnderWay) await underWay.shift()
    }
    await Promise.all(underWay)
    report(state, false)
  } catch (error) {
    const closed = await api.cancel(id).catch(() => state)
    if (signal.aborted) return closed
    throw error
  }
  return signal.aborted
    ? api.cancel(id)
    : untilAnswered(
        () => api.finish(id),
        options,
        () => report(state, true),
      )
}

/** Whether a chunk came before the one that precedes it, which may still be on its way. */
function isEarly(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'wrong_state'
}

function reporter({ source, begun, onProgress }: RunOptions) {
  const began = performance.now()
  let readBefore: number | null = null
  return (state: ImportState, waiting: boolean) => {
    const seconds = Math.max(0.001, (performance.now() - began) / 1_000)
    const { read } = source
    readBefore ??= begun.nextChunk === 0 ? 0 : read
    const done = read - readBefore
    const rows = state.counts.rows - begun.counts.rows
    onProgress({
      import: state,
      read,
      hiddenRows: source.hiddenRows,
      waiting,
      rowsPerSecond: Math.round(rows / seconds),
      secondsLeft: done > 0 ? Math.round((seconds * (1 - read)) / done) : null,
    })
  }
}
