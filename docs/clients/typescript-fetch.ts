import { writeFile } from 'node:fs/promises'
import {
  Configuration,
  ContactsApi,
  ExportsApi,
  ImportsApi,
  ProblemFromJSON,
  ResponseError,
} from './cardfile/index'

const configuration = new Configuration({
  basePath: process.env.CARDFILE_URL,
  accessToken: process.env.CARDFILE_KEY,
})
const contacts = new ContactsApi(configuration)
const tag = `fetch${Date.now()}`

const ada = { name: 'Ada Example', email: [`ada.${tag}@example.com`], monthlySpend: 1234.56 }
const { values } = await contacts.createContact({
  contactCreate: {
    values: { ...ada, plan: 'business', customerSince: new Date('2026-01-31') },
  },
})
console.log(`created ${values.name}: ${values.monthlySpend} a month`)

try {
  await contacts.createContact({ contactCreate: { values: ada } })
} catch (error) {
  if (!(error instanceof ResponseError)) throw error
  const problem = ProblemFromJSON(await error.response.json())
  for (const { field, contact } of problem.conflicts ?? [])
    console.log(`refused ${problem.status}: ${field} is that of ${contact.name}`)
}

const listed = await contacts.queryContacts({
  contactQuery: {
    filter: {
      operator: 'and',
      value: [
        { field: 'monthly_spend', operator: 'gte', value: 1234.56 },
        { field: 'email', operator: 'contains', value: tag },
      ],
    },
  },
})
for (const contact of listed.data) console.log(`found ${contact.values.name}`)

const csv = `Name,Email,Monthly spend\nBo,bo.${tag}@example.com,7.5\nCy,cy.${tag}@example.com,\n`
const { counts } = await new ImportsApi(configuration).importFile({
  mode: 'merge',
  fileName: 'people.csv',
  body: new Blob([csv]),
})
console.log(`imported ${counts.created}, failed ${counts.failed}`)

const file = await new ExportsApi(configuration).exportQueriedContacts({
  contactExportQuery: { q: tag, columns: ['name', 'email', 'monthly_spend'], format: 'csv' },
})
const text = await file.text()
await writeFile('contacts.csv', text)
console.log(`exported ${text.trim().split('\n').length} lines`)
