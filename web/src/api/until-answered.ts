import { isPassing } from './api-error.ts'

const longestPause = 15_000
const firstPause = 500

interface Waiting {
  signal: AbortSignal
  pause?: ((milliseconds: number) => Promise<void>) | undefined
}

/** Tries until there is an answer; only what got lost on the way is tried again. */
export async function untilAnswered<T>(
  attempt: () => Promise<T>,
  { signal, pause = sleep }: Waiting,
  onWait: () => void = () => {},
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
