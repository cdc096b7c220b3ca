import { believedFor } from './auth.ts'
import { Remembered } from './remembered.ts'

/**
 * Sessions that were ended here while their cookies may still be believed. What other instances end
 * is known after that time; what ends all of a person's sessions is known everywhere with the next
 * batch.
 */
export class EndedSessions {
  readonly #ids = new Remembered<true>(10_000)

  add(id: string): void {
    this.#ids.set(id, true, Date.now() + believedFor * 1_000)
  }

  has(id: string): boolean {
    return this.#ids.get(id) ?? false
  }
}
