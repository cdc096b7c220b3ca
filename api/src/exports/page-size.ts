import type { Row } from '@libsql/client/web'

const first = 50
const least = 10
const most = 1_000
/** A reply of the database ends at 10 MB; characters are not bytes, and pages not alike. */
const charactersWanted = 2_000_000

/** How many contacts to ask for at once: as many as fit a reply, judging by the page before. */
export class PageSize {
  next = first

  learn(rows: readonly Row[]): void {
    if (rows.length === 0) return
    let characters = 0
    for (const row of rows) characters += String(row.data).length
    const fitting = Math.floor(charactersWanted / (characters / rows.length))
    this.next = Math.max(least, Math.min(most, fitting))
  }
}
