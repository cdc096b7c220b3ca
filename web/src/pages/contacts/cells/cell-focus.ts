/** A cell of the table: the contact's id and the field's key. */
export interface CellPlace {
  id: string
  key: string
}

export const rowOf = (element: Element | null): HTMLElement | null =>
  element?.closest<HTMLElement>('[data-contact]') ?? null

const cellOf = (element: Element | null): HTMLElement | null =>
  element?.closest<HTMLElement>('[data-contact] [data-field]') ?? null

/** The cell that an element stands in. */
export function placeOf(element: Element | null): CellPlace | null {
  const id = rowOf(element)?.dataset.contact
  const key = cellOf(element)?.dataset.field
  return id === undefined || key === undefined ? null : { id, key }
}

/** What of a cell has the focus: the link of a name, else the cell itself. */
function focusIn(cell: HTMLElement): HTMLElement {
  return cell.querySelector<HTMLElement>('.cf-name-link, .cf-box input') ?? cell
}

function focusCell(cell: Element | null | undefined): boolean {
  if (!(cell instanceof HTMLElement)) return false
  const target = focusIn(cell)
  target.focus({ preventScroll: true })
  target.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  return true
}

export function cellAt(list: HTMLElement | null, { id, key }: CellPlace): HTMLElement | null {
  return (
    list?.querySelector<HTMLElement>(
      `[data-contact="${CSS.escape(id)}"] [data-field="${CSS.escape(key)}"]`,
    ) ?? null
  )
}

/** @returns whether there is a cell to go to: above or below, before or after, in the order of reading */
export function focusBeside(from: Element | null, rows: number, columns: number): boolean {
  const row = rowOf(from)
  const cell = from?.closest('td, th')
  if (!row || !cell) return false
  const at = [...row.children].indexOf(cell)
  const all = [...(row.parentElement?.children ?? [])]
  const to = all[all.indexOf(row) + rows]
  return focusCell(to?.children[at + columns])
}

/** @returns whether the row is there */
export function focusRow(list: HTMLElement | null, id: string): boolean {
  const name = list?.querySelector(`[data-contact="${CSS.escape(id)}"] .cf-name-cell`)
  return focusCell(name)
}
