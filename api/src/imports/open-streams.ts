import { detail, type Reason } from '@cardfile/openapi'
import { ProblemError } from '../errors/problem-error.ts'

/** Each costs two database trips a second, for as long as it is open. */
const mostOfAll = 200
const mostOfOne = 10
/** Seconds. */
const tryAgainAfter = 10

/** How many answers that go on are open in this process, and whose they are. */
export class OpenStreams {
  readonly #ofCaller = new Map<string, number>()
  #all = 0

  /**
   * Counts one more.
   *
   * @param caller as logs name them
   * @returns what is called once it has ended
   * @throws ProblemError `too_many_requests`
   */
  open(caller: string): () => void {
    const own = this.#ofCaller.get(caller) ?? 0
    if (own >= mostOfOne) throw refusal(detail('watching_too_many', { most: mostOfOne }))
    if (this.#all >= mostOfAll) throw refusal(detail('all_watching_too_many', { most: mostOfAll }))
    this.#count(caller, 1)
    let ended = false
    return () => {
      if (!ended) this.#count(caller, -1)
      ended = true
    }
  }

  #count(caller: string, by: 1 | -1): void {
    this.#all += by
    const own = (this.#ofCaller.get(caller) ?? 0) + by
    if (own > 0) this.#ofCaller.set(caller, own)
    else this.#ofCaller.delete(caller)
  }
}

function refusal(why: Reason): ProblemError {
  return new ProblemError('too_many_requests', { detail: why, retryAfter: tryAgainAfter })
}
