import { detail, type Reason } from '@cardfile/openapi'
import { ProblemError } from '../errors/problem-error.ts'

/** Each costs two database trips a second, for as long as it is open. */
const mostOfAll = 200
const mostOfOne = 10
/** Seconds. */
const tryAgainAfter = 10

/**
 * Milliseconds after which one that gave no sign of life is gone. Workers end with their reader, wherever
 * they are and without another line of code, so that the end of a stream may be told by nobody.
 */
const longestSilence = 60_000

/** One that is open. */
export interface OpenStream {
  /** Says that it goes on. @returns false where it was taken for gone and has to end */
  isOpen(): boolean
  close(): void
}

/** How many answers that go on are open in this process, and whose they are. */
export class OpenStreams {
  /** By caller: when each was last heard of. */
  readonly #ofCaller = new Map<string, Map<OpenStream, number>>()
  readonly #now: () => number

  /** @param now milliseconds, of a clock that only goes forwards */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  /**
   * Counts one more.
   *
   * @param caller as logs name them
   * @throws ProblemError `too_many_requests`
   */
  open(caller: string): OpenStream {
    this.#dropSilent()
    const own = this.#ofCaller.get(caller) ?? new Map<OpenStream, number>()
    if (own.size >= mostOfOne) throw refusal(detail('watching_too_many', { most: mostOfOne }))
    const all = [...this.#ofCaller.values()].reduce((sum, { size }) => sum + size, 0)
    if (all >= mostOfAll) throw refusal(detail('all_watching_too_many', { most: mostOfAll }))
    this.#ofCaller.set(caller, own)
    const stream: OpenStream = {
      isOpen: () => {
        if (!own.has(stream)) return false
        own.set(stream, this.#now())
        return true
      },
      close: () => {
        own.delete(stream)
        if (own.size === 0 && this.#ofCaller.get(caller) === own) this.#ofCaller.delete(caller)
      },
    }
    own.set(stream, this.#now())
    return stream
  }

  #dropSilent(): void {
    const earliest = this.#now() - longestSilence
    for (const own of this.#ofCaller.values())
      for (const [stream, heardOf] of own) if (heardOf < earliest) stream.close()
  }
}

function refusal(why: Reason): ProblemError {
  return new ProblemError('too_many_requests', { detail: why, retryAfter: tryAgainAfter })
}
