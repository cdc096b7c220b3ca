import { foldText } from '../../text/fold-text.ts'
import { byField, byNamePart, labels, type NamePart } from './known-headings.ts'

export { type NamePart, nameParts } from './known-headings.ts'

/** What a heading means that other programs write: a field, a part of the name, or nothing to keep. */
export interface HeadingAlias {
  /** Key of the field; null for a column that says what kind of value stands beside it. */
  field: string | null
  namePart?: NamePart
  /** Which column has a field of one value where several mean it: the lowest. */
  rank: number
  /** Holds even where a field is labelled so. */
  overLabel?: true
}

const aliases: ReadonlyMap<string, HeadingAlias> = new Map([
  ...Object.entries(byField).flatMap(([field, headings]) => ranked(headings, { field })),
  ...Object.entries(byNamePart).flatMap(([part, headings]) =>
    ranked(headings, { field: 'name', namePart: part as NamePart }),
  ),
  ...ranked(labels, { field: null }),
])

function ranked(
  headings: readonly string[],
  meaning: Omit<HeadingAlias, 'rank'>,
): [string, HeadingAlias][] {
  return headings.map((heading, rank) => [bare(heading), { ...meaning, rank }])
}

/** Letters and signs for numbers alone: programs differ in all else, and so do their versions. */
function bare(heading: string): string {
  return foldText(heading)
    .replace(/\d+/g, '#')
    .replace(/[^\p{L}#]/gu, '')
}

const formOfAddress: HeadingAlias = {
  field: 'name',
  namePart: 'prefix',
  rank: 0,
  overLabel: true,
}

/** Headings that mean something else beside another one of the same file, where that lacks a third. */
const beside: readonly {
  heading: string
  other: string
  without?: string
  means: HeadingAlias
}[] = [
  // Outlook's "Title" is Mr. or Dr.; the position has a column of its own there.
  { heading: 'title', other: 'jobtitle', means: formOfAddress },
  { heading: 'titre', other: 'deuxiemeprenom', means: formOfAddress },
  // With the first name beside it, a "Name" in German is the rest of it.
  {
    heading: 'name',
    other: 'vorname',
    without: 'nachname',
    means: { field: 'last_name', rank: 0, overLabel: true },
  },
  // Alone, "Id" may be the number of a row; Data Loader's is one of Salesforce's.
  { heading: 'id', other: 'accountid', means: { field: 'external_id', rank: 0 } },
]

/**
 * What other programs mean by the headings of a file.
 *
 * @param headings all of them, in order
 * @returns for each one, null where nobody is known to write it
 */
export function aliasesOf(headings: readonly string[]): (HeadingAlias | null)[] {
  const all = headings.map(bare)
  const present = new Set(all)
  return all.map((heading, index) => {
    const found = beside.find(
      (one) =>
        one.heading === heading &&
        present.has(one.other) &&
        !present.has(one.without ?? '') &&
        // Outlook in French has two of the name: the second is the position.
        all.indexOf(heading) === index,
    )
    return found?.means ?? aliases.get(heading) ?? numbered(heading)
  })
}

/** `Email 2` where `Email` is known, of fields that take several columns. */
function numbered(heading: string): HeadingAlias | null {
  const alias = /^[^#]+#$/.test(heading) ? aliases.get(heading.slice(0, -1)) : undefined
  const takesSeveral = alias?.field === 'email' || takesEachAlias(alias?.field ?? '')
  return alias && takesSeveral ? alias : null
}

/** Fields of one text that other programs have several columns for; all of them are kept in it. */
const joinedFields: ReadonlySet<string> = new Set(['phone', 'fax', 'company', 'description'])

/** Whether every column that means this field goes to it, and not only the preferred one. */
export function takesEachAlias(field: string): boolean {
  return joinedFields.has(field)
}
