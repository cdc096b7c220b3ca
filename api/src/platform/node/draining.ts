import type { ServerResponse } from 'node:http'

/** Knows which requests are being answered, so that a server can stop without cutting one off. */
interface Draining {
  /** Whether nothing new is taken any more. */
  readonly stopping: boolean
  /** Counts a request until its answer is sent or its connection is gone. */
  begin(response: ServerResponse): void
  /** Takes nothing new; settles when nothing is under way, at the latest after so long. */
  stop(milliseconds: number): Promise<void>
}

export function createDraining(): Draining {
  let stopping = false
  let running = 0
  let idle: (() => void) | undefined
  return {
    get stopping() {
      return stopping
    },
    begin(response) {
      running++
      response.once('close', () => {
        running--
        if (running === 0) idle?.()
      })
    },
    async stop(milliseconds) {
      stopping = true
      if (running === 0) return
      await new Promise<void>((resolve) => {
        const impatience = setTimeout(resolve, milliseconds)
        idle = () => {
          clearTimeout(impatience)
          resolve()
        }
      })
    },
  }
}
