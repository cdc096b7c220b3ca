import { type Cell, type Field, identityKey, rulesOf } from '@cardfile/openapi'

/** A contact as the model keeps it. */
export interface ModelContact {
  values: Record<string, unknown>
}

/** Who has an identity: looking at every contact for every row takes minutes with 10,000 of them. */
type Owners = Map<string, ModelContact>

export type ModelOutcome = 'created' | Changed | 'skipped' | 'unchanged' | 'failed'

type Changed = 'merged' | 'updated' | 'replaced'
type Mode = 'merge' | 'update' | 'skip' | 'replace'

/** Of one kind that a contact may have. */
const mostIdentities = 50

const changed: Record<Exclude<Mode, 'skip'>, Changed> = {
  merge: 'merged',
  update: 'updated',
  replace: 'replaced',
}

/**
 * What an import means, as plainly as it can be said: one row after the other. Shares nothing with the real one but the rules of single values, so that the two can
 * be held against each other.
 *
 * @param keys the field key each column goes to, null for none
 * @param modes of single rows, where they have their own
 * @returns the outcome of every row; `contacts` is changed in place
 */
export function naiveImport(
  fields: readonly Field[],
  mode: Mode,
  contacts: ModelContact[],
  keys: readonly (string | null)[],
  rows: readonly (readonly Cell[])[],
  modes: readonly (Mode | undefined)[] = [],
): ModelOutcome[] {
  const owners: Owners = new Map()
  for (const contact of contacts)
    for (const key of keysOf(fields, contact.values)) owners.set(key, contact)
  return rows.map((cells, i) => naiveRow(fields, modes[i] ?? mode, contacts, owners, keys, cells))
}

function naiveRow(
  fields: readonly Field[],
  mode: Mode,
  contacts: ModelContact[],
  owners: Owners,
  keys: readonly (string | null)[],
  cells: readonly Cell[],
): ModelOutcome {
  const row: Record<string, unknown> = {}
  for (let i = 0; i < cells.length; i++) {
    const field = fields.find((one) => one.key === keys[i])
    if (!field) continue
    const parsed = rulesOf(field).parseCell(cells[i] ?? null)
    if (blank(parsed)) continue
    const verdict = rulesOf(field).value.safeParse(parsed)
    if (!verdict.success) return 'failed'
    row[field.key] = verdict.data
  }
  const keysOfRow = keysOf(fields, row)
  if (keysOfRow.length === 0) return 'failed'
  const found = [...new Set(keysOfRow.flatMap((key) => owners.get(key) ?? []))]

  if (found.length === 0) {
    for (const field of fields)
      if (row[field.key] === undefined && !blank(field.defaultValue))
        row[field.key] = field.defaultValue
    if (fields.some((field) => mustBeThere(field) && blank(row[field.key]))) return 'failed'
    const contact = { values: row }
    contacts.push(contact)
    for (const key of keysOfRow) owners.set(key, contact)
    return 'created'
  }
  if (mode === 'skip') return 'skipped'
  const [contact, second] = found
  if (second || !contact) return 'failed'

  const result: Record<string, unknown> = {}
  for (const field of fields) {
    const old = contact.values[field.key]
    const fresh = row[field.key]
    if (mode === 'merge') result[field.key] = blank(old) && !field.readOnly ? fresh : old
    else if (mode === 'update') result[field.key] = updated(field, old, fresh)
    else result[field.key] = staysOnReplace(field, keys) ? old : fresh
    const list = result[field.key]
    if (field.kind === 'I' && Array.isArray(list) && list.length > mostIdentities) return 'failed'
    if (blank(result[field.key])) {
      delete result[field.key]
      const emptied = !blank(old) && !field.readOnly
      if (mode === 'replace' && mustBeThere(field) && emptied) return 'failed'
    }
  }
  if (fields.every(({ key }) => text(result[key]) === text(contact.values[key]))) return 'unchanged'
  for (const key of keysOf(fields, contact.values)) owners.delete(key)
  for (const key of keysOf(fields, result)) owners.set(key, contact)
  contact.values = result
  return changed[mode]
}

function keysOf(fields: readonly Field[], values: Record<string, unknown>): string[] {
  const keys: string[] = []
  for (const field of fields)
    if (field.kind === 'I')
      for (const value of (values[field.key] as string[] | undefined) ?? [])
        keys.push(`${field.key}=${identityKey(field, value)}`)
  return keys
}

/** What the row says, if it says anything; identities come behind those that are there. */
function updated(field: Field, old: unknown, fresh: unknown): unknown {
  if (blank(fresh) || field.readOnly) return old
  if (field.kind !== 'I') return fresh
  const all = (old as string[] | undefined) ?? []
  const known = all.map((value) => identityKey(field, value))
  return [...all, ...(fresh as string[]).filter((one) => !known.includes(identityKey(field, one)))]
}

/** A file that does not name a hidden field says nothing about it. */
function staysOnReplace(field: Field, keys: readonly (string | null)[]): boolean {
  return field.readOnly || (!field.visible && !keys.includes(field.key))
}

function mustBeThere({ key, required, visible }: Field): boolean {
  return key === 'name' || (required && visible)
}

function blank(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0)
  )
}

function text(value: unknown): string {
  return JSON.stringify(value ?? null)
}
