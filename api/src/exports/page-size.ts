import type { Database } from '../db/database.ts'

const first = 50
const least = 10
/** Each is a trip, where there are trips. */
const mostFromAfar = 1_000
/** Where it costs little to ask again, a page that is gone before young objects are collected. */
const mostFromNear = 400
/** A reply of the database ends at 10 MB; characters are not bytes, and pages not alike. */
const charactersWanted = 1_000_000

/** How many contacts to ask for at once: as many as fit a reply, judging by the page before. */
export class PageSize {
  next = first
  readonly #most: number

  constructor({ isNear }: Pick<Database, 'isNear'>) {
    this.#most = isNear ? mostFromNear : mostFromAfar
  }

  /** Fewer, since so many are too much for a reply. @returns whether there can be fewer */
  shrink(): boolean {
    if (this.next === 1) return false
    this.next = Math.ceil(this.next / 2)
    return true
  }

  /** @param characters of the contacts, as the database sent them */
  learn(contacts: number, characters: number): void {
    if (contacts === 0) return
    const fitting = Math.floor(charactersWanted / (characters / contacts))
    this.next = Math.max(least, Math.min(this.#most, fitting))
  }
}
