import { writeFile } from 'node:fs/promises'
import { client } from './cardfile/client.gen.ts'
import {
  createContact,
  exportQueriedContacts,
  importFile,
  queryContacts,
} from './cardfile/sdk.gen.ts'

client.setConfig({ baseUrl: process.env.CARDFILE_URL, auth: process.env.CARDFILE_KEY })
const tag = `hey${Date.now()}`

const ada = { name: 'Ada Example', email: [`ada.${tag}@example.com`], monthly_spend: 1234.56 }
const created = await createContact({
  body: { values: { ...ada, plan: 'business', customer_since: '2026-01-31' } },
  throwOnError: true,
})
const { values } = created.data
console.log(`created ${values.name}: ${values.monthly_spend} a month`)

const refused = await createContact({ body: { values: ada } })
for (const { field, contact } of refused.error?.conflicts ?? [])
  console.log(`refused ${refused.response?.status}: ${field} is that of ${contact.name}`)

const listed = await queryContacts({
  body: {
    filter: {
      operator: 'and',
      value: [
        { field: 'monthly_spend', operator: 'gte', value: 1234.56 },
        { field: 'email', operator: 'contains', value: tag },
      ],
    },
  },
  throwOnError: true,
})
for (const contact of listed.data.data) console.log(`found ${contact.values.name}`)

const csv = `Name,Email,Monthly spend\nBo,bo.${tag}@example.com,7.5\nCy,cy.${tag}@example.com,\n`
const imported = await importFile({
  query: { mode: 'merge', fileName: 'people.csv' },
  body: new Blob([csv]),
  throwOnError: true,
})
const { counts } = imported.data
console.log(`imported ${counts.created}, failed ${counts.failed}`)

const file = await exportQueriedContacts({
  body: { q: tag, columns: ['name', 'email', 'monthly_spend'], format: 'csv' },
  parseAs: 'blob',
  throwOnError: true,
})
const text = await file.data.text()
await writeFile('contacts.csv', text)
console.log(`exported ${text.trim().split('\n').length} lines`)
