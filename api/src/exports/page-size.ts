const first = 50
const least = 10
const most = 1_000
/** A reply of the database ends at 10 MB; characters are not bytes, and pages not alike. */
const charactersWanted = 1_000_000

/** How many contacts to ask for at once: as many as fit a reply, judging by the page before. */
export class PageSize {
  next = first

  /** @param characters of the contacts, as the database sent them */
  learn(contacts: number, characters: number): void {
    if (contacts === 0) return
    const fitting = Math.floor(charactersWanted / (characters / contacts))
    this.next = Math.max(least, Math.min(most, fitting))
  }
}
