import { contactSchema } from '@cardfile/openapi'
import { unseen } from '@cardfile/openapi/test-marks'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, startApi } from './support/api.ts'
import { allFields, failuresOf, importRows, numbered } from './support/imports.ts'

let api: Api

beforeAll(async () => {
  api = await startApi()
  for (const body of [
    { name: 'Notes', type: 'textarea' },
    { name: 'Plan', type: 'dropdown', options: [{ text: 'Gold' }, { text: 'Free' }] },
  ])
    expect((await api.post('/api/v1/fields', body)).status).toBe(201)
})

let serial = 0
const fresh = (word: string) => `${word} ${++serial}`

interface Named {
  id: string | number
  name: string
}

const mapping = { mode: 'merge', columns: [{ heading: 'Name', field: 'name' }] }

/** Everything that people give a name to, and where. */
const names: readonly (readonly [what: string, path: string, body: object])[] = [
  ['a field', '/api/v1/fields', { type: 'text' }],
  ['a role', '/api/v1/roles', { permissions: ['view_contacts'] }],
  ['an API key', '/api/v1/api-keys', { roleId: 'viewer' }],
  ['a mapping', '/api/v1/import-mappings', mapping],
]

describe.each(unseen)('%s around a text', (_, mark) => {
  const around = (text: string) => `${mark}${text}${mark}`

  test('goes from a contact’s values, whichever way they come in', async () => {
    const fields = await allFields(api)
    const id = fresh('id')
    const values = {
      name: around('Ann'),
      city: around('Berlin'),
      notes: around('one\ntwo'),
      plan: around('Gold'),
      external_id: [around(id)],
    }
    const kept = { name: 'Ann', city: 'Berlin', notes: 'one\ntwo', plan: 'gold', external_id: [id] }
    expect(contactSchema(fields, 'create').parse(values)).toEqual(kept)

    const posted = await api.contact(values)
    expect(posted.values).toEqual(kept)
    const patched = await api.patch(posted.id, 1, { city: around('Bonn') })
    expect(patched.body.values.city).toBe('Bonn')
    const emptied = await api.patch(posted.id, patched.body.version, { city: mark })
    expect(emptied.body.values).not.toHaveProperty('city')

    const other = fresh('id')
    const cells = { ...values, external_id: around(other) }
    const headings = Object.keys(cells).map(around)
    const done = await importRows(api, 'merge', headings, numbered([Object.values(cells)]))
    expect(await failuresOf(api, done.id)).toEqual([])
    const { body } = await api.list({ importId: done.id })
    expect(body.data[0]?.values).toEqual({ ...kept, external_id: [other] })
  })

  test.each(names)('goes from the name of %s, and alone is none', async (_, path, more) => {
    const name = fresh('Named')
    const made = await api.post<Named & { key?: Named }>(path, { ...more, name: around(name) })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    expect(made.body.name ?? made.body.key?.name).toBe(name)
    expect((await api.post(path, { ...more, name: mark })).status).toBe(422)
  })

  test('goes from options and help texts', async () => {
    const { body } = await api.post<{ options: { text: string }[]; helpText: string | null }>(
      '/api/v1/fields',
      {
        name: fresh('Choice'),
        type: 'radio',
        options: [{ text: around('One') }, { text: around('Two') }],
        helpText: around('Pick one.'),
      },
    )
    expect(body.options.map(({ text }) => text)).toEqual(['One', 'Two'])
    expect(body.helpText).toBe('Pick one.')
    const blank = { name: fresh('Choice'), type: 'radio', options: [{ text: mark }] }
    expect((await api.post('/api/v1/fields', blank)).status).toBe(422)
  })
})
