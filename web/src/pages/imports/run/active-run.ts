import type { Draft } from '../draft/draft.ts'
import { preparedRow } from '../draft/draft.ts'
import { importApi, type ImportState } from './import-api.ts'
import { runImport, type RunProgress } from './import-run.ts'
import { openFile } from '../sheet/sheet-source.ts'

/** What the screens show of a run in this window. */
export interface RunView {
  /** Of the import that is sent, or was sent last. */
  id: string | null
  state: 'idle' | 'running' | 'paused' | 'cancelling' | 'ended' | 'failed'
  progress: RunProgress | null
  failure: string | null
}

const idle: RunView = { id: null, state: 'idle', progress: null, failure: null }

/**
 * The one import this window sends. It is no part of a page: it goes on while a person looks at
 * other pages, and ends with the window.
 */
export class ActiveRun {
  #view: RunView = idle
  #abort = new AbortController()
  #release: (() => void) | null = null
  #held: Promise<void> = Promise.resolve()
  #over: Promise<unknown> = Promise.resolve()
  readonly #warns: boolean
  readonly #listeners = new Set<() => void>()

  /** @param warns whether closing the window is asked about while something is sent */
  constructor({ warns }: { warns: boolean }) {
    this.#warns = warns
  }

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  readonly view = (): RunView => this.#view

  get busy(): boolean {
    return ['running', 'paused', 'cancelling'].includes(this.#view.state)
  }

  /**
   * Sends what is still missing of an import.
   * @returns the import at its end, or null where it failed; the view says why
   */
  send(begun: ImportState, file: File, draft: Draft): Promise<ImportState | null> {
    const ended = this.#send(begun, file, draft)
    this.#over = ended
    return ended
  }

  async #send(begun: ImportState, file: File, draft: Draft): Promise<ImportState | null> {
    this.#abort = new AbortController()
    this.#held = Promise.resolve()
    this.#release = null
    this.#show({ id: begun.id, state: 'running', progress: null, failure: null })
    if (this.#warns) window.addEventListener('beforeunload', warn)
    try {
      const source = await openFile(file, draft.reading)
      try {
        await source.begin(draft.sheet, draft.headingRow, begun.chunkRows)
        const ended = await runImport({
          api: importApi,
          begun,
          source,
          prepare: (row) => preparedRow(row, draft),
          signal: this.#abort.signal,
          held: () => this.#held,
          onProgress: (progress) => this.#show({ progress }),
        })
        this.#show({ state: 'ended' })
        return ended
      } finally {
        source.close()
      }
    } catch (error) {
      const failure = error instanceof Error ? error.message : String(error)
      this.#show({ state: 'failed', failure })
      return null
    } finally {
      window.removeEventListener('beforeunload', warn)
    }
  }

  readonly pause = () => {
    if (this.#view.state !== 'running') return
    this.#held = new Promise((resolve) => (this.#release = resolve))
    this.#show({ state: 'paused' })
  }

  readonly goOn = () => {
    if (this.#view.state !== 'paused') return
    this.#show({ state: 'running' })
    this.#release?.()
  }

  readonly cancel = () => {
    if (!this.busy) return
    this.#show({ state: 'cancelling' })
    this.#abort.abort()
    this.#release?.()
  }

  /** Cancels what is sent and waits for its end. */
  async stop(): Promise<void> {
    this.cancel()
    await this.#over
  }

  #show(part: Partial<RunView>): void {
    this.#view = { ...this.#view, ...part }
    for (const listener of this.#listeners) listener()
  }
}

export const activeRun = new ActiveRun({ warns: true })

function warn(event: BeforeUnloadEvent): void {
  event.preventDefault()
}
