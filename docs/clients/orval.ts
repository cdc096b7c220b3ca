import { writeFile } from 'node:fs/promises'
import {
  createContact,
  exportQueriedContacts,
  importFile,
  queryContacts,
} from './cardfile/client.ts'

const options = { headers: { authorization: `Bearer ${process.env.CARDFILE_KEY}` } }
const tag = `orval${Date.now()}`

const ada = { name: 'Ada Example', email: [`ada.${tag}@example.com`], monthly_spend: 1234.56 }
const created = await createContact(
  { values: { ...ada, plan: 'business', customer_since: '2026-01-31' } },
  options,
)
if (created.status !== 201) throw new Error(created.data.detail)
const { values } = created.data
console.log(`created ${values.name}: ${values.monthly_spend} a month`)

const refused = await createContact({ values: ada }, options)
if (refused.status === 409)
  for (const { field, contact } of refused.data.conflicts ?? [])
    console.log(`refused ${refused.status}: ${field} is that of ${contact.name}`)

const listed = await queryContacts(
  {
    filter: {
      operator: 'and',
      value: [
        { field: 'monthly_spend', operator: 'gte', value: 1234.56 },
        { field: 'email', operator: 'contains', value: tag },
      ],
    },
  },
  options,
)
if (listed.status !== 200) throw new Error(listed.data.detail)
for (const contact of listed.data.data) console.log(`found ${contact.values.name}`)

const csv = `Name,Email,Monthly spend\nBo,bo.${tag}@example.com,7.5\nCy,cy.${tag}@example.com,\n`
const imported = await importFile(
  new Blob([csv]),
  { mode: 'merge', fileName: 'people.csv' },
  options,
)
if (imported.status !== 201) throw new Error(imported.data.detail)
const { counts } = imported.data
console.log(`imported ${counts.created}, failed ${counts.failed}`)

const file = await exportQueriedContacts(
  { q: tag, columns: ['name', 'email', 'monthly_spend'], format: 'csv' },
  options,
)
if (file.status !== 200) throw new Error(`${file.status}`)
const text = await file.data.text()
await writeFile('contacts.csv', text)
console.log(`exported ${text.trim().split('\n').length} lines`)
