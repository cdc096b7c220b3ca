import { writeFile } from 'node:fs/promises'
import createClient from 'openapi-fetch'
import type { paths } from './cardfile.d.ts'

const cardfile = createClient<paths>({
  baseUrl: process.env.CARDFILE_URL,
  headers: { authorization: `Bearer ${process.env.CARDFILE_KEY}` },
})
const tag = `ts${Date.now()}`

// A contact with custom fields, which are properties like any other.
const ada = { name: 'Ada Example', email: [`ada.${tag}@example.com`], monthly_spend: 1234.56 }
const created = await cardfile.POST('/api/v1/contacts', {
  body: { values: { ...ada, plan: 'business', customer_since: '2026-01-31' } },
})
if (!created.data) throw new Error(created.error.detail)
console.log(`created ${created.data.values.name}: ${created.data.values.monthly_spend} a month`)

// No two contacts share an identity: a refusal names who has it.
const refused = await cardfile.POST('/api/v1/contacts', { body: { values: ada } })
for (const { field, contact } of refused.error?.conflicts ?? [])
  console.log(`refused ${refused.response.status}: ${field} is that of ${contact.name}`)

const filter = {
  operator: 'and' as const,
  value: [
    { field: 'monthly_spend', operator: 'gte' as const, value: 1234.56 },
    { field: 'email', operator: 'contains' as const, value: tag },
  ],
}
const listed = await cardfile.POST('/api/v1/contacts:query', { body: { filter } })
for (const { values } of listed.data?.data ?? []) console.log(`found ${values.name}`)

// The document knows a file as a string; what is sent are its bytes.
const csv = `Name,Email,Monthly spend\nBo,bo.${tag}@example.com,7.5\nCy,cy.${tag}@example.com,\n`
const imported = await cardfile.POST('/api/v1/imports/file', {
  params: { query: { mode: 'merge', fileName: 'people.csv' } },
  headers: { 'content-type': 'application/octet-stream' },
  body: csv,
  bodySerializer: (text) => text,
})
const counts = imported.data?.counts
console.log(`imported ${counts?.created}, failed ${counts?.failed}`)

const file = await cardfile.POST('/api/v1/exports/contacts:query', {
  body: { q: tag, columns: ['name', 'email', 'monthly_spend'], format: 'csv' },
  parseAs: 'text',
})
await writeFile('contacts.csv', file.data ?? '')
console.log(`exported ${file.data?.trim().split('\n').length} lines`)
