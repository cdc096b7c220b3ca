import { isPassing } from '../../providers/api-error.ts'
import type { ImportApi, ImportStart, ImportState } from './import-api.ts'
import type { SheetSource } from './sheet-source.ts'

export interface RunProgress {
  import: ImportState
  /** Share of the file that was read, 0 to 1. */
  read: number
  /** Over the whole time so far. */
  rowsPerSecond: number
  /** True while the connection is lost and the same chunk is tried again. */
  waiting: boolean
}

export interface RunOptions {
  api: ImportApi
  source: SheetSource
  start: ImportStart
  signal: AbortSignal
  onProgress(progress: RunProgress): void
  /** Resolves after so many milliseconds; injected so that tests need not wait. */
  pause?: (milliseconds: number) => Promise<void>
}

const longestPause = 15_000
const firstPause = 500

/**
 * Sends a file's rows in numbered chunks. A chunk whose answer got lost is sent again under the same
 * number, which the server applies once; so a broken connection never doubles a row.
 *
 * @returns the import's id when all rows were judged, or when it was cancelled through `signal`
 * @throws SheetError for a file that turns out to be broken, ApiError for a refusal
 */
export async function runImport(options: RunOptions): Promise<string> {
  const { api, source, start, signal, onProgress } = options
  const key = crypto.randomUUID()
  const began = performance.now()
  let state: ImportState | null = null
  const report = (state: ImportState, waiting: boolean) => {
    const seconds = (performance.now() - began) / 1_000
    const rowsPerSecond = Math.round(state.counts.rows / Math.max(0.001, seconds))
    onProgress({ import: state, read: source.read, rowsPerSecond, waiting })
  }
  const insist = <T>(attempt: () => Promise<T>): Promise<T> =>
    untilAnswered(attempt, options, () => {
      if (state) report(state, true)
    })

  state = await insist(() => api.start(start, key, signal))
  const { id } = state
  report(state, false)
  try {
    let chunk = state.nextChunk
    // Read one chunk ahead: parsing and the server's work go on at the same time.
    let ahead = source.next()
    for (;;) {
      const rows = await ahead
      if (rows === null || signal.aborted) break
      ahead = source.next()
      // A failure of the reading ahead is met at the next turn; unheard, it would be reported twice.
      ahead.catch(() => undefined)
      const number = chunk++
      state = await insist(() => api.send(id, number, rows, signal))
      report(state, false)
    }
  } catch (error) {
    // What was judged stays; the import is closed so that its result can be read.
    await api.cancel(id).catch(() => undefined)
    if (signal.aborted) return id
    throw error
  }
  await (signal.aborted ? api.cancel(id) : insist(() => api.finish(id)))
  return id
}

async function untilAnswered<T>(
  attempt: () => Promise<T>,
  { signal, pause = sleep }: RunOptions,
  onWait: () => void,
): Promise<T> {
  for (let wait = firstPause; ; wait = Math.min(longestPause, wait * 2))
    try {
      return await attempt()
    } catch (error) {
      if (signal.aborted || !isPassing(error)) throw error
      onWait()
      await pause(wait)
      if (signal.aborted) throw error
    }
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
