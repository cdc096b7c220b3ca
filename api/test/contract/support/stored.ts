import type { Target } from '../../targets/index.ts'

/** What the database has of live contacts, by id: the stored bytes, the keys, and what is searchable. */
export async function storedContacts({ client }: Target): Promise<Map<string, string>> {
  const { rows } = await client.execute(`
    SELECT c.id, hex(c.data) AS data, (
      SELECT json_group_array(json_array(field_id, key)) FROM (
        SELECT field_id, key FROM identities WHERE contact_seq = c.seq ORDER BY field_id, key)
    ) AS keys
    FROM contacts c WHERE c.deleted_at IS NULL ORDER BY c.seq`)
  return new Map(rows.map(({ id, data, keys }) => [String(id), `${String(data)} ${String(keys)}`]))
}

/** Keys that nobody live has, and search texts of nobody live: there must be none. */
export async function strays({ client }: Target): Promise<number> {
  const { rows } = await client.execute(`
    SELECT (SELECT count(*) FROM identities i JOIN contacts c ON c.seq = i.contact_seq
        WHERE c.deleted_at IS NOT NULL)
      + (SELECT count(*) FROM search s JOIN contacts c ON c.seq = s.rowid
        WHERE c.deleted_at IS NOT NULL) AS n`)
  return Number(rows[0]?.n)
}
