/** Milliseconds for which what was asked before anybody needed it may stand for what is so now. */
const shownFor = 15_000

const signedOut = /^\/(?:sign-in|setup|set-password)$/

/** What the first drawing of a page waits for, by its address; who is signed in, behind the gate. */
const needed: readonly [page: RegExp, ask: (id: string) => readonly string[]][] = [
  [/^\/(?:contacts)?$/, () => ['/fields', '/views']],
  [/^\/contacts\/([\da-f-]{36})$/, (id) => ['/fields', `/contacts/${id}`]],
  [/^\/fields$/, () => ['/fields']],
]

/**
 * What a page asks first when it is opened.
 *
 * @param page path of its address
 * @returns paths of the API
 */
export function firstQuestions(page: string): readonly string[] {
  if (signedOut.test(page)) return []
  const others = needed.flatMap(([of, ask]) => {
    const found = of.exec(page)
    return found ? ask(found[1] ?? '') : []
  })
  return ['/me', ...others]
}

/**
 * Answers that were asked for while scripts are still on their way, each for the first who asks the same.
 * Else one would be asked for after the other: who is signed in, then the definitions, then contacts.
 */
export class EarlyAnswers {
  readonly #asked = new Map<string, Promise<Response>>()
  readonly #now: () => number
  #since = 0

  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  /** @param addresses whole, as requests have them */
  ask(addresses: readonly string[], send: (address: string) => Promise<Response>): void {
    this.#since = this.#now()
    for (const address of addresses) {
      const answer = send(address)
      // Whoever takes it is told; nobody may.
      answer.catch(() => undefined)
      this.#asked.set(address, answer)
    }
  }

  /** @returns undefined where it was not asked for, was taken, or may not be so any more */
  take({ method, url }: Pick<Request, 'method' | 'url'>): Promise<Response> | undefined {
    // What is changed may be among what was asked for.
    if (method !== 'GET' || this.#now() - this.#since > shownFor) this.#asked.clear()
    const answer = this.#asked.get(url)
    this.#asked.delete(url)
    return answer
  }
}

export const earlyAnswers = new EarlyAnswers()
