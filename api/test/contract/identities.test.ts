import { contactSchema, type Field, reasonsOf, type Values } from '@cardfile/openapi'
import { identityCases } from '@cardfile/openapi/test-identities'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, type ProblemBody, startApi } from './support/api.ts'
import { allFields, failuresOf, importRows, numbered } from './support/imports.ts'

const contacts = '/api/v1/contacts'

let api: Api
let fields: Field[]

beforeAll(async () => {
  api = await startApi()
  fields = await allFields(api)
})

const post = (values: Values) =>
  api.send<ProblemBody & { id: string; values: Values }>('POST', contacts, { body: { values } })

async function trash({ id, version }: { id: string; version: number }): Promise<void> {
  const { status } = await api.send('DELETE', `${contacts}/${id}`, { ifMatch: version })
  expect(status).toBe(204)
}

async function newest() {
  const { body } = await api.list({ count: 'none', pageSize: '1' })
  return body.data[0]!
}

/** A contact that is told apart by something else, so that only the identity in question changes. */
const someone = (key: string) =>
  api.contact({ name: 'Someone', [key === 'visitor_id' ? 'sso_id' : 'visitor_id']: [freshId()] })

/** As a cell has it: of several values in one, a semicolon parts them. */
const inCell = (value: string) => (value.includes(';') ? `"${value.replaceAll('"', '""')}"` : value)

let serial = 0
const freshId = () => `id-${++serial}`

describe.each(Object.entries(identityCases))('%s', (key, { good, bad }) => {
  test.each(good)(
    '$typed is kept as $value whichever way it comes in',
    async ({ typed, value }) => {
      const form = contactSchema(fields, 'create').safeParse({ name: 'Ann', [key]: [typed] })
      expect(form.data?.[key]).toEqual([value])

      const posted = await api.contact({ name: 'Ann', [key]: [typed] })
      expect(posted.values[key]).toEqual([value])
      const again = await post({ name: 'Twin', [key]: [value] })
      expect(again.status).toBe(409)
      await trash(posted)

      const other = await someone(key)
      const patched = await api.patch(other.id, 1, { [key]: [typed] })
      expect(patched.body.values[key]).toEqual([value])
      await trash(patched.body)

      const done = await importRows(api, 'merge', ['name', key], numbered([['Ann', inCell(typed)]]))
      expect(await failuresOf(api, done.id)).toEqual([])
      const imported = await newest()
      expect(imported.values[key]).toEqual([value])
      await trash(imported)
    },
  )

  test.each(bad)('$typed is refused the same way everywhere: $code', async ({ typed, code }) => {
    const values = {
      name: 'Ann',
      [key]: [typed],
      [key === 'sso_id' ? 'line' : 'sso_id']: [freshId()],
    }
    const form = contactSchema(fields, 'create').safeParse(values)
    const posted = await post(values)
    if (form.success) {
      // Nothing but marks that nobody sees is no identity at all, and no fault.
      expect(code).toBe('empty_identity')
      expect(posted.body.values).not.toHaveProperty(key)
      return
    }
    const reasons = reasonsOf(form.error, 'values')
    expect(posted.status).toBe(422)
    expect(posted.body.errors).toEqual(reasons)
    expect(posted.body.reasons).toMatchObject({ [`values.${key}`]: [{ code }] })
    // What was typed is quoted as it was typed.
    expect(posted.body.reasons?.[`values.${key}`]?.[0]?.params).toMatchObject({
      value: typed.length > 60 ? `${typed.slice(0, 59)}…` : typed,
    })

    const other = await someone(key)
    const patched = await api.refused('PATCH', `${contacts}/${other.id}`, {
      ifMatch: 1,
      body: { values: { [key]: [typed] } },
    })
    expect(patched.body.errors).toEqual(reasons)

    const done = await importRows(api, 'merge', ['name', key], numbered([['Ann', inCell(typed)]]))
    const [failure] = await failuresOf(api, done.id)
    expect(failure).toMatchObject({
      field: key,
      value: typed.trim() === '' ? null : expect.any(String),
    })
    expect(failure?.code).toBe(code)
  })
})

describe('a national number', () => {
  test('stays who it is when the country of the field changes and others are added', async () => {
    const sms = await api.fieldByKey('sms')
    const ann = await api.contact({ name: 'Ann', sms: ['(213) 373-4999'] })
    expect(ann.values.sms).toEqual(['+12133734999'])
    const changed = await api.send<Field>('PATCH', `/api/v1/fields/${sms.id}`, {
      ifMatch: sms.version,
      body: { defaultCountry: 'DE' },
    })
    expect(changed.status).toBe(200)
    const { body } = await api.patch(ann.id, 1, { sms: ['+12133734999', '030 7654999'] })
    expect(body.values.sms).toEqual(['+12133734999', '+49307654999'])
    expect((await post({ name: 'Twin', sms: ['+1 213 373 4999'] })).status).toBe(409)
  })
})

describe('text', () => {
  test.each([
    ['name', '\u200b Ann \u200e', 'Ann'],
    ['city', '\ufeff\u00a0Köln\u00ad', 'Köln'],
    ['description', '\u2067 one\ntwo \u2069\n', 'one\ntwo'],
    ['company', 'می\u200cخواهم 👩\u200d🚀\u200d', 'می\u200cخواهم 👩\u200d🚀'],
    ['city', '\u200b\u200e \u00ad', undefined],
  ])('of %s loses what nobody sees around it, on every path', async (key, typed, kept) => {
    const values = { name: 'Ann', [key]: typed, sso_id: [freshId()] }
    expect((await api.contact(values)).values[key]).toBe(kept)
    const other = await someone('name')
    const patched = await api.patch(other.id, 1, { [key]: typed })
    expect(patched.body.values[key]).toBe(kept)
    const cells = ['Ann', freshId(), ...(key === 'name' ? [] : [typed])]
    if (key === 'name') cells[0] = typed
    const headings = ['\u200bname\u200e', 'sso_id', ...(key === 'name' ? [] : [`${key}\u00a0`])]
    await importRows(api, 'merge', headings, numbered([cells]))
    expect((await newest()).values[key]).toBe(kept)
  })

  test('of labels and options loses it too', async () => {
    const field = await api.field({
      name: '\u200e Tier \u200b',
      type: 'dropdown',
      options: [{ text: '\u200bGold\u00a0' }, { text: 'Silver' }],
      helpText: ' \u200bhow much\u200e',
    })
    expect(field).toMatchObject({ name: 'Tier', helpText: 'how much' })
    expect(field.options?.map(({ text }) => text)).toEqual(['Gold', 'Silver'])
  })
})
