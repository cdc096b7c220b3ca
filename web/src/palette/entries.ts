import { isFoundBy } from '../layout/option-search.ts'

/** In the order in which they are listed; titles are looked up under `palette.groups.<name>`. */
export const entryGroups = ['contacts', 'here', 'pages', 'actions'] as const

/** One line of the palette. */
export interface Entry {
  id: string
  group: (typeof entryGroups)[number]
  label: string
  /** Beside the label, in quiet text. */
  detail?: string | undefined
  run(): void
}

/** Entries whose label has every word of a text, wherever it stands. */
export function entriesFor(text: string, entries: readonly Entry[]): Entry[] {
  const words = text.split(/\s+/).filter(Boolean)
  return entries.filter(({ label }) => words.every((word) => isFoundBy(word, label)))
}
