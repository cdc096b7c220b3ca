/** What the screens know of the session while one works. */
interface SessionView {
  /** True from the first refusal for want of a session until somebody signed in again. */
  ended: boolean
}

/**
 * Stands between the exchanges with the API and the screens: a request that finds the session gone
 * waits here until the person has signed in again over the page, and is then sent once more. So
 * nothing that was typed, and no import that runs, is lost.
 */
export class Session {
  #view: SessionView = { ended: false }
  #begun = false
  #declined = false
  #again: Promise<boolean> | null = null
  #answer: ((signedIn: boolean) => void) | null = null
  readonly #listeners = new Set<() => void>()
  readonly #recheckers = new Set<() => void>()

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  readonly view = (): SessionView => this.#view

  /** Somebody is signed in; from now on a 401 means that this has ended. */
  begin(): void {
    this.#begun = true
  }

  /**
   * Asks for a new sign-in; all who ask meanwhile wait for the same one.
   *
   * @param matters false for what the screens ask by themselves: it does not bring the question
   *   back that a person has put off
   * @returns whether to send again what was refused; false at once where nobody was signed in
   */
  signInAgain(matters = true): Promise<boolean> {
    if (!this.#begun || (this.#declined && !matters)) return Promise.resolve(false)
    this.#again ??= new Promise((resolve) => {
      this.#answer = resolve
      this.#show({ ended: true })
    })
    return this.#again
  }

  /** The person signed in again, or gave up. */
  settle(signedIn: boolean): void {
    const answer = this.#answer
    this.#answer = null
    this.#again = null
    this.#declined = !signedIn
    this.#show({ ended: false })
    answer?.(signedIn)
  }

  /** Something was forbidden that the screens took for allowed: who may do what is asked anew. */
  recheckPermissions(): void {
    for (const listener of this.#recheckers) listener()
  }

  readonly onRecheck = (listener: () => void) => {
    this.#recheckers.add(listener)
    return () => {
      this.#recheckers.delete(listener)
    }
  }

  #show(view: SessionView): void {
    this.#view = view
    for (const listener of this.#listeners) listener()
  }
}

export const session = new Session()

/**
 * Sends what needs a session; where it has ended, once more after the person signed in again. The
 * refusal came before anything was done, so a repetition does nothing twice.
 */
export async function sendSignedIn(
  send: () => Promise<Response>,
  { matters = true, over = session }: { matters?: boolean; over?: Session } = {},
): Promise<Response> {
  const response = await send()
  if (response.status === 403) over.recheckPermissions()
  if (response.status !== 401) return response
  return (await over.signInAgain(matters)) ? send() : response
}
