import type { Field, Values } from '@cardfile/openapi'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, freshEmail, startApi } from './support/api.ts'
import { importRows, numbered } from './support/imports.ts'

const contacts = '/api/v1/contacts'
let api: Api
let badge: Field
let serial = 0

beforeAll(async () => {
  api = await startApi()
  badge = await api.field({ name: 'Badge', type: 'text', unique: true })
})

const person = (values: Values = {}) =>
  api.contact({ name: 'Ann', email: [freshEmail()], ...values })

describe('making a field unique', () => {
  const definition = async (change: object, field: Field) =>
    api.refused('PATCH', `/api/v1/fields/${field.id}`, { ifMatch: '*', body: change })

  test('counts and lists what several have, and is refused until nobody has', async () => {
    const field = await api.field({ name: `Later ${++serial}`, type: 'text' })
    const { key } = field
    const [a] = [await person({ [key]: 'Ä1' }), await person({ [key]: 'a1' })]
    await person({ [key]: 'b' })
    const deleted = await person({ [key]: 'B' })
    await api.send('DELETE', `${contacts}/${deleted.id}`, { ifMatch: '*' })
    const { status, body } = await definition({ unique: true }, field)
    expect([status, body.code]).toEqual([409, 'in_use'])
    expect(body.detail).toBe('2 contacts share a value with another one.')
    expect(body.errors.unique).toEqual(['“Ä1” is the value of 2 contacts'])
    await api.patch(a!.id, '*', { [key]: 'c' })
    expect((await definition({ unique: true }, field)).status).toBe(200)
    expect((await api.patch(a!.id, '*', { [key]: 'B' })).status).toBe(409)
    // The trash knows no claims, and what comes back has to be free.
    expect((await api.refused('POST', `${contacts}/${deleted.id}/restore`)).status).toBe(409)
    expect((await definition({ unique: false }, field)).status).toBe(200)
    expect((await api.patch(a!.id, '*', { [key]: 'B' })).status).toBe(200)
  })

  test.each([
    ['the type of a unique field', { type: 'textarea' }, 'type'],
    ['a default', { defaultValue: 'x' }, 'defaultValue'],
  ])('is not to be had with %s', async (_, change, property) => {
    const { status, body } = await definition(change, badge)
    expect([status, Object.keys(body.errors)]).toEqual([422, [property]])
  })

  test('is refused together with what narrows the values, and of types that have it not', async () => {
    const field = await api.field({ name: `Plain ${++serial}`, type: 'text' })
    const narrowed = await definition({ unique: true, length: 5 }, field)
    expect([narrowed.status, Object.keys(narrowed.body.errors)]).toEqual([422, ['unique']])
    const flag = { name: `Flag ${++serial}`, type: 'checkbox', unique: true }
    expect((await api.refused('POST', '/api/v1/fields', { body: flag })).status).toBe(422)
  })

  test('does not outlive the deletion of the field', async () => {
    const field = await api.field({ name: `Gone ${++serial}`, type: 'text', unique: true })
    const holder = await person({ [field.key]: 'one' })
    await api.send('DELETE', `/api/v1/fields/${field.id}`, { ifMatch: '*' })
    const { body } = await api.post<Field>(`/api/v1/fields/${field.id}/restore`, undefined)
    expect(body.unique).toBeUndefined()
    const other = await person({ [field.key]: 'ONE' })
    expect((await definition({ unique: true }, field)).status).toBe(409)
    await api.patch(other.id, '*', { [field.key]: null })
    expect((await definition({ unique: true }, field)).status).toBe(200)
    expect((await api.patch(other.id, '*', { [field.key]: 'one' })).status).toBe(409)
    expect((await api.get(`${contacts}/${holder.id}`)).body.values[field.key]).toBe('one')
  })
})

describe('making a field unique over many contacts', () => {
  interface Steps {
    id: string
    state: string
    problem: string | null
  }

  const goOn = async ({ id }: Steps) =>
    (await api.post<Steps>(`/api/v1/jobs/${id}/continue`, {})).body
  const toEnd = async (job: Steps) => {
    let now = job
    while (now.state === 'running') now = await goOn(now)
    return now
  }
  let field: Field

  const turn = async (unique: boolean) => {
    const path = `/api/v1/fields/${field.id}`
    const { status, body } = await api.send<Steps>('PATCH', path, {
      ifMatch: '*',
      body: { unique },
    })
    expect(status).toBe(202)
    return body
  }

  beforeAll(async () => {
    field = await api.field({ name: 'Many', type: 'text' })
    const rows = Array.from({ length: 10_100 }, (_, at) => [freshEmail(), `Many ${at}`])
    await importRows(
      api,
      'merge',
      ['email', 'name', 'many'],
      numbered(rows.map(([email, value]) => [email!, 'Ann', value!])),
    )
  })

  test('goes in steps, claims for writers from the beginning, and holds at the end', async () => {
    const job = await turn(true)
    const refused = await person({ many: 'mine' })
    expect((await api.patch((await person()).id, '*', { many: 'MINE' })).status).toBe(409)
    expect((await toEnd(job)).state).toBe('done')
    for (const taken of ['many 0', 'MANY 10099', 'mine'])
      expect((await api.patch((await person()).id, '*', { many: taken })).status).toBe(409)
    expect((await toEnd(await turn(false))).state).toBe('done')
    expect((await api.patch(refused.id, '*', { many: 'many 0' })).status).toBe(200)
    await api.patch(refused.id, '*', { many: null })
  })

  test('is given up where somebody takes a value whose holder had not come to its turn, or cancels', async () => {
    const job = await turn(true)
    const thief = await person({ many: 'Many 10099' })
    const over = await toEnd(job)
    expect([over.state, over.problem]).toEqual(['failed', expect.stringContaining('share a value')])
    expect((await api.fieldByKey('many')).unique).toBeUndefined()
    await api.patch(thief.id, '*', { many: null })
    const again = await turn(true)
    await api.post(`/api/v1/jobs/${again.id}/cancel`, {})
    expect((await toEnd(await goOn(again))).state).toBe('cancelled')
    expect((await api.patch(thief.id, '*', { many: 'many 0' })).status).toBe(200)
    await api.patch(thief.id, '*', { many: null })
  })

  test('is undone in steps where the field is deleted, and leaves nothing for one that is restored', async () => {
    expect((await toEnd(await turn(true))).state).toBe('done')
    const path = `/api/v1/fields/${field.id}`
    await api.send('DELETE', path, { ifMatch: '*' })
    await api.post(`${path}/restore`, undefined)
    const listed = await api.get<{ data: (Steps & { fieldId?: number })[] }>('/api/v1/jobs')
    const running = listed.body.data.filter(
      ({ state, fieldId }) => state === 'running' && fieldId === field.id,
    )
    expect(running).toHaveLength(1)
    for (const job of running) expect((await toEnd(job)).state).toBe('done')
    const heir = await person({ many: 'many 10098' })
    const body = { unique: true }
    expect((await api.send('PATCH', path, { ifMatch: '*', body })).status).toBe(409)
    await api.patch(heir.id, '*', { many: 'the heir’s' })
    expect((await toEnd(await turn(true))).state).toBe('done')
    expect((await api.patch(heir.id, '*', { many: 'Many 10098' })).status).toBe(409)
  })
})
