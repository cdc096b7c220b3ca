import { type EditableProperty, type Field, rulesOf, sameValue } from '@cardfile/openapi'
import type { Context } from '../context.ts'
import { pageOfValues } from './values-sql.ts'

/** What a changed definition would do to the values that are stored under the old one. */
export interface Conversion {
  /** Values that fit, changed or as they are. */
  converts: number
  /** Values that would be lost. */
  fails: number
  samples: { contact: string; value: string; reason: string }[]
  /** What must be written, by sequence number. */
  pairs: [seq: number, value: unknown][]
  /** What was read, so that a write can tell whether it is still so. */
  read: { n: number; versions: number }
}

const pageSize = 5_000
const mostSamples = 5

/**
 * Tries every stored value under a changed definition, in as many trips as there are pages of 5,000.
 * The way leads through the cell's text, as it would if the contacts were exported and imported.
 */
export async function tryConversion(
  ctx: Context,
  before: Field,
  after: Field,
): Promise<Conversion> {
  const from = rulesOf(before)
  const to = rulesOf(after)
  const result: Conversion = {
    converts: 0,
    fails: 0,
    samples: [],
    pairs: [],
    read: { n: 0, versions: 0 },
  }
  for (let last = 0; ;) {
    const [page] = await ctx.db.batch([pageOfValues(before, last, pageSize)], 'read')
    const rows = page?.rows ?? []
    for (const row of rows) {
      const value: unknown = JSON.parse(String(row.value))
      const unchanged = to.value.safeParse(value)
      const verdict = unchanged.success
        ? unchanged
        : to.value.safeParse(to.parseCell(from.formatCell(value)))
      result.read.n++
      result.read.versions += Number(row.version)
      last = Number(row.seq)
      if (verdict.success) {
        result.converts++
        if (!sameValue(verdict.data, value)) result.pairs.push([last, verdict.data])
        continue
      }
      result.fails++
      if (result.samples.length < mostSamples)
        result.samples.push({
          contact: String(row.id),
          value: shown(from.formatCell(value)),
          reason: verdict.error.issues[0]?.message ?? 'does not fit',
        })
    }
    if (rows.length < pageSize) return result
  }
}

function shown(cell: ReturnType<ReturnType<typeof rulesOf>['formatCell']>): string {
  const text = typeof cell === 'object' && cell !== null ? Object.values(cell)[0] : String(cell)
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}

/**
 * The property whose change may forbid values that were allowed, so that the stored ones must be
 * tried; null where none does.
 */
export function narrowedProperty(before: Field, after: Field): EditableProperty | null {
  const options = new Set(after.options?.map(({ id }) => id))
  const narrowed: [EditableProperty, boolean][] = [
    ['type', before.type !== after.type],
    ['length', (after.length ?? Infinity) < (before.length ?? Infinity)],
    ['options', (before.options ?? []).some(({ id }) => !options.has(id))],
    ['min', (after.min ?? -Infinity) > (before.min ?? -Infinity)],
    ['max', (after.max ?? Infinity) < (before.max ?? Infinity)],
    ['decimals', (after.decimals ?? Infinity) < (before.decimals ?? Infinity)],
  ]
  return narrowed.find(([, applies]) => applies)?.[0] ?? null
}
