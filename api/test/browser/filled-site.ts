import '@cardfile/openapi/patterns'
import { type Field, fieldTypeIds, fieldTypeOf, rulesOf, type Values } from '@cardfile/openapi'
import { startMadeUpSite } from './made-up-language.ts'
import { startVisit, type Visit } from './visit.ts'

/** What people wrote is in letters that no screen has words in, so that each word of a screen is known. */
export const fieldNames = Object.fromEntries(fieldTypeIds.map((id, at) => [id, `Πεδίο ${at}`]))

/** A site with something of every kind, and the ids of what screens are opened for. */
export interface FilledSite {
  visit: Visit
  contact: string
  other: string
  imported: string
  bulk: string
  view: string
}

export async function startFilledSite(): Promise<FilledSite> {
  const visit = await startVisit({ start: startMadeUpSite })
  const options = [{ text: 'Χρυσός' }, { text: 'Άργυρος' }]
  // Every type there is, each with the value that the sample file shows of it.
  const keys: Record<string, string> = {}
  const values: Values = { name: 'Άννα', email: ['ann@example.com', 'a@example.com'] }
  for (const type of fieldTypeIds) {
    const { settingNames } = fieldTypeOf(type)
    const settings = {
      ...(settingNames.includes('options') && { options }),
      ...(settingNames.includes('pattern') && { pattern: '(?s).*', patternMessage: 'Όλα' }),
      ...(settingNames.includes('unit') && { unit: 'κιλά' }),
    }
    const body = { name: fieldNames[type], type, helpText: 'Βοήθεια', ...settings }
    const field = await visit.api<Field>('/fields', { method: 'POST', body })
    const { parseCell, example } = rulesOf(field)
    values[field.key] = parseCell(example(0))
    keys[type] = field.key
  }
  const contact = (
    await visit.api<{ id: string }>('/contacts', { method: 'POST', body: { values } })
  ).id
  const made = await Promise.all(
    ['Βω', 'Κυ'].map((name) =>
      visit.api<{ id: string; version: number }>('/contacts', {
        method: 'POST',
        body: { values: { name, email: [`${name === 'Βω' ? 'bo' : 'cy'}@example.com`] } },
      }),
    ),
  )
  const other = made[0]!.id
  const merge = { from: [{ id: made[1]!.id, version: made[1]!.version }] }
  await visit.api(`/contacts/${other}/merge`, { method: 'POST', body: merge, ifMatch: 1 })
  const start = { fileName: 'f.csv', mode: 'merge', headings: ['Name', 'Email', 'Τι'] }
  const imported = (await visit.api<{ id: string }>('/imports', { method: 'POST', body: start })).id
  const rows = [{ number: 2, cells: ['Βασίλης', 'όχι', 'ξ'] }]
  await visit.api(`/imports/${imported}/chunks/0`, { method: 'PUT', body: { rows } })
  const shop = { name: 'Αγορά', mode: 'merge', columns: [{ heading: 'Ποιος', field: 'name' }] }
  await visit.api('/import-mappings', { method: 'POST', body: shop })
  await visit.api(`/imports/${imported}/finish`, { method: 'POST', body: {} })
  const change = { on: { ids: [contact] }, do: [{ set: { [keys.text!]: 'Λόγος' } }] }
  const bulk = (await visit.api<{ id: string }>('/bulk-changes', { method: 'POST', body: change }))
    .id
  const named = { field: 'name', operator: 'contains', value: 'Ά' }
  const either = { operator: 'or', value: [named, { field: keys.text, operator: 'nnull' }] }
  const look = {
    name: 'Όψη',
    filter: { operator: 'and', value: [named, either] },
    columns: [keys.text, keys.date].map((field) => ({ field, width: null, pinned: true })),
  }
  const view = (await visit.api<{ id: string }>('/views', { method: 'POST', body: look })).id
  return { visit, contact, other, imported, bulk, view }
}
