import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Worker } from 'node:worker_threads'

/** Looks out for threads that are started, which nobody else gets at. */
export class StartedWorkers {
  /** The one started last. */
  last: Worker | null = null
  readonly #see = (message: unknown) => {
    this.last = (message as { worker: Worker }).worker
  }

  constructor() {
    subscribe('worker_threads', this.#see)
  }

  stop(): void {
    unsubscribe('worker_threads', this.#see)
  }
}
