import type { Cell } from '@cardfile/openapi'
import { cellText } from '@cardfile/openapi/spreadsheet'
import type { ColumnPlan, Constant } from './draft.ts'

/** What was chosen for a file's columns, found again for a file with the same headings. */
export interface SavedMapping {
  plans: ColumnPlan[]
  constants: Constant[]
}

const prefix = 'cardfile.mapping.'
const mostHeadings = 200

/** @returns null where nothing was saved for these headings */
export function savedMapping(headings: readonly Cell[]): SavedMapping | null {
  try {
    const text = localStorage.getItem(keyOf(headings))
    return text === null ? null : (JSON.parse(text) as SavedMapping)
  } catch {
    return null
  }
}

/** Only a mapping that somebody had a hand in is worth keeping. */
export function saveMapping(headings: readonly Cell[], mapping: SavedMapping): void {
  const ownChoice = mapping.constants.length > 0 || mapping.plans.some(({ by }) => by === 'person')
  if (!ownChoice || headings.length > mostHeadings) return
  try {
    localStorage.setItem(keyOf(headings), JSON.stringify(mapping))
  } catch {
    // A full or forbidden storage costs a convenience, not the import.
  }
}

function keyOf(headings: readonly Cell[]): string {
  const names = headings.map((cell) => (cellText(cell) ?? '').trim().toLowerCase())
  return prefix + JSON.stringify(names)
}
