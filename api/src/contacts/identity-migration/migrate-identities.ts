import type { Field } from '@cardfile/openapi'
import type { DatabaseClient } from '../../db/client.ts'
import type { Result } from '../../db/result.ts'
import { firstRow } from '../../db/database.ts'
import { fieldFromRow, selectLiveFields } from '../../installation/definition-rows.ts'
import { searchableMembers } from '../search/text.ts'
import { type Claim, rekeyed, type Rekeyed, type StoredIdentities, wantedClaims } from './plan.ts'
import * as sql from './sql.ts'

/**
 * The present rule by which an identity is kept and compared. Whoever changes what `normalise` of an
 * identity type answers for a stored value moves this on, so that stored ones follow.
 */
const currentRule = 3

/** A contact whose identity means the same as another one's: it keeps the key it had. */
interface Collision {
  /** Key of the field. */
  field: string
  /** Ids of the contact that stays as it was and of the one that has the key. */
  contact: string
  owner: string
}

interface IdentityMigration {
  /** Contacts that were written anew. */
  rekeyed: number
  collisions: Collision[]
}

type Connection = Pick<DatabaseClient, 'batch' | 'execute'>

/**
 * Brings the identities of a database that were stored under an older rule to the present one, page by
 * page, so that it may be cut off and begun again; under the present rule it changes nothing. Each
 * contact whose values change gets a change in its history.
 *
 * @param pageSize contacts looked at in one trip
 * @returns null where there was nothing to do
 */
export async function migrateIdentities(
  client: Connection,
  { pageSize = 5_000, now = Date.now } = {},
): Promise<IdentityMigration | null> {
  const rule = firstRow(await client.execute(sql.selectRule)).rule
  if (Number(rule) >= currentRule) return null
  const result: IdentityMigration = { rekeyed: 0, collisions: [] }
  for (let after: number | null = 0; after !== null;) {
    const page: Page = await tryPage(client, after, pageSize, now())
    result.rekeyed += page.rekeyed
    result.collisions.push(...page.collisions)
    after = page.last
  }
  await client.execute(sql.updateRule(currentRule))
  return result
}

interface Page extends IdentityMigration {
  /** The last contact of the page; null where no more follow. */
  last: number | null
}

/** Each attempt fails only because a server that is still running has written one of the contacts. */
const mostAttempts = 10

async function tryPage(client: Connection, after: number, size: number, at: number): Promise<Page> {
  for (let attempt = 1; ; attempt++)
    try {
      return await migratePage(client, after, size, at)
    } catch (error) {
      if (attempt === mostAttempts || !isOvertaken(error)) throw error
    }
}

function isOvertaken(error: unknown): boolean {
  return (
    error instanceof Error &&
    /constraint failed: (?:guard|identities)|values_changed/i.test(error.message)
  )
}

async function migratePage(
  client: Connection,
  after: number,
  size: number,
  at: number,
): Promise<Page> {
  const everyField = (await client.execute(selectLiveFields)).rows.map(fieldFromRow)
  const fields = everyField.filter(({ kind }) => kind === 'I')
  const { rows } = await client.execute(sql.selectPage(fields, after, size))
  const contacts = rows.map((row) => ({
    ...storedFrom(row, fields),
    id: String(row.id),
    version: Number(row.version),
  }))
  const wanted = contacts.flatMap((contact) => wantedClaims(contact, fields))
  const owners = new Owners(
    wanted.length === 0
      ? undefined
      : await client.execute(sql.selectOwners({ claims: JSON.stringify(wanted) })),
  )
  const page: Page = {
    rekeyed: 0,
    collisions: [],
    last: rows.length < size ? null : (contacts.at(-1)?.seq ?? null),
  }
  const written: [seq: number, version: number, patch: Rekeyed['patch']][] = []
  const claims: [seq: number, fieldId: number, key: string][] = []
  for (const contact of contacts) {
    const collisions = new Map<number, string>()
    const changed = rekeyed(contact, fields, (claim) => {
      const owner = owners.otherThan(contact.seq, claim)
      if (owner !== undefined) collisions.set(claim[0], owner)
      return owner !== undefined
    })
    for (const field of fields) {
      const owner = collisions.get(field.id)
      if (owner !== undefined)
        page.collisions.push({ field: field.key, contact: contact.id, owner })
    }
    if (!changed) continue
    written.push([contact.seq, contact.version, changed.patch])
    for (const claim of changed.claims) {
      claims.push([contact.seq, ...claim])
      owners.add(claim, contact)
    }
  }
  if (written.length === 0) return page
  await client.batch(
    sql.rewriteContacts({
      written: JSON.stringify(written),
      claims: JSON.stringify(claims),
      searchable: searchableMembers({ everyField }),
      requestId: crypto.randomUUID(),
      at,
    }),
    'write',
  )
  return { ...page, rekeyed: written.length }
}

function storedFrom(row: Result['rows'][number], fields: readonly Field[]): StoredIdentities {
  const values: (string[] | null)[] = JSON.parse(String(row.identities))
  const claims: Claim[] = JSON.parse(String(row.claims))
  const keys = Map.groupBy(claims, ([id]) => id)
  return {
    seq: Number(row.seq),
    values: new Map(fields.map(({ id }, at) => [id, values[at] ?? []])),
    keys: new Map([...keys].map(([id, of]) => [id, of.map(([, key]) => key)])),
    inTrash: row.in_trash === 1,
  }
}

/** Whose a key is, in the database and among the contacts of a page that come to have it. */
class Owners {
  readonly #owners = new Map<string, { seq: number; id: string }>()

  constructor(stored: Result | undefined) {
    for (const { field_id, key, seq, id } of stored?.rows ?? [])
      this.add([Number(field_id), String(key)], { seq: Number(seq), id: String(id) })
  }

  add(claim: Claim, { seq, id }: { seq: number; id: string }): void {
    this.#owners.set(String(claim), { seq, id })
  }

  /** The id of whoever else has the key. */
  otherThan(seq: number, claim: Claim): string | undefined {
    const owner = this.#owners.get(String(claim))
    return owner && owner.seq !== seq ? owner.id : undefined
  }
}
