import {
  contactSchema,
  type Field,
  fieldTypeIds,
  rulesOf,
  sameValue,
  type Values,
} from '@cardfile/openapi'
import fc from 'fast-check'
import { arbitraryOf } from '@cardfile/openapi/test-values'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, freshEmail, startApi } from './support/api.ts'
import { fieldsOfEveryType } from './support/every-type.ts'
import { allFields, importRows, numbered } from './support/imports.ts'

let api: Api
let fields: Field[]

beforeAll(async () => {
  api = await startApi()
  for (const field of fieldsOfEveryType) await api.field({ ...field, readOnly: true })
  fields = await allFields(api)
})

/** What a contact may have, and what may be sent for it; null for nothing. */
function cases({ type, ...field }: Field): [before: unknown, sent: unknown][] {
  const { value } = rulesOf({ type, ...field })
  const [one, other] = fc
    .sample(
      fc
        .tuple(arbitraryOf(type), arbitraryOf(type))
        .map((pair) => pair.map((each) => value.parse(each)))
        .filter(([a, b]) => !sameValue(a, b) && !sameValue(a, null) && !sameValue(b, null)),
      { numRuns: 1, seed: 11 },
    )
    .flat()
  return [
    [one, one],
    [one, other],
    [one, null],
    [null, one],
    [null, null],
  ]
}

describe.each(fieldTypeIds)('a read-only field of type %s', (type) => {
  const own = () => {
    const field = fields.find((candidate) => candidate.key === `every_${type}`)
    if (!field) throw new Error(`no field of type ${type}`)
    return field
  }
  const contactWith = (before: unknown) => {
    const values: Values = { name: 'Ann', email: [freshEmail()] }
    return api.contact(before === null ? values : { ...values, [own().key]: before })
  }

  test('means the same to the rule set and to the statement that writes', async () => {
    for (const [before, sent] of cases(own())) {
      const contact = await contactWith(before)
      const patch = { [own().key]: sent }
      const current = contact.values
      const verdict = contactSchema(fields, 'patch', { current }).safeParse(patch)
      expect(verdict.success, JSON.stringify([before, sent])).toBe(sameValue(before, sent))
      const reply = await api.patch(contact.id, 1, patch)
      expect(reply.status).toBe(verdict.success ? 200 : 422)
      expect((await api.get(`/api/v1/contacts/${contact.id}`)).body).toEqual(contact)
    }
  })

  test.each(['merge', 'replace'] as const)('stays as it is in an import with %s', async (mode) => {
    for (const [before, sent] of cases(own())) {
      const contact = await contactWith(before)
      const cell = sent === null ? null : rulesOf(own()).formatCell(sent)
      const row = ['Ann', String(contact.values.email), cell]
      const done = await importRows(api, mode, ['name', 'email', own().key], numbered([row]))
      expect(done.counts).toMatchObject({ rows: 1, unchanged: 1 })
      expect((await api.get(`/api/v1/contacts/${contact.id}`)).body).toEqual(contact)
    }
  })
})
