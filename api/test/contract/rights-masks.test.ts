import { beforeAll, describe, expect, test } from 'vitest'
import type { ContactBody } from './support/api.ts'
import type { Probe } from './support/rights-asks.ts'
import { answerTo, leaveTraces, type Traces } from './support/rights-traces.ts'
import { fieldMark, type Installation, mark, plantedInstallation } from './support/rights.ts'

const contacts = '/api/v1/contacts'
let planted: Installation
let traces: Traces
let real: Probe

beforeAll(async () => {
  planted = await plantedInstallation('masked')
  traces = await leaveTraces(planted)
  real = traces.real
})

/** Texts that stand in values alone, and in no definition. */
const secrets = ['text', 'changed', 'gone', 'imported', 'undone', 'new', 'constant', 'rest', 'bulk']
  .map((word) => `${mark} ${word}`)
  .concat(`${mark}-sso`, '2001-02-0')

describe.each(['agent', 'manager'] as const)('to who sees masks of a field (%s)', (who) => {
  test('no operation tells a whole value, whatever is asked', async () => {
    const api = planted[who]
    let asked = 0
    for (const operation of traces.operations)
      for (const ask of traces.asksOf(operation)(real)) {
        const { status, text } = await answerTo(api, operation, ask)
        // What was asked for is told back.
        const told = text.replaceAll(real.identity, '§').replaceAll(real.day, '§')
        for (const secret of secrets)
          expect(told, `${operation.name} ${JSON.stringify(ask)}`).not.toContain(secret)
        expect(status).toBeLessThan(500)
        asked += 1
      }
    console.warn(`${who}: ${traces.operations.length} operations, ${asked} requests, masks alone`)
    expect(asked).toBeGreaterThan(150)
  })
})

describe('who sees masks', () => {
  test('recognises texts and identities by their ends, and of all else knows that it is there', async () => {
    const { status, body } = await planted.agent.get(`${contacts}/${planted.ids[1]}`)
    expect(status).toBe(200)
    expect(body.values).toMatchObject({
      name: 'Person 1',
      [real.key]: 'zq**** 1',
      sso_id: ['zq****-1'],
      [`${fieldMark}_day`]: '****',
      [`${fieldMark}_plan`]: '****',
    })
  })

  /** What is asked by a field of which they see masks, and the status. */
  const asks: [what: string, filter: () => object, status: number][] = [
    ['the whole value', () => ({ operator: 'eq', value: `${mark} changed 1` }), 200],
    ['whole values', () => ({ operator: 'in', value: [`${mark} changed 1`, 'x'] }), 200],
    ['a piece of it', () => ({ operator: 'contains', value: 'changed' }), 422],
    ['how it begins', () => ({ operator: 'startswith', value: mark }), 422],
    ['others than it', () => ({ operator: 'ne', value: 'x' }), 422],
    ['whether there is one', () => ({ operator: 'nnull' }), 422],
  ]
  test.each(asks)('is answered on %s', async (_, filter, status) => {
    const reply = await planted.agent.query({ filter: { field: real.key, ...filter() } })
    expect(reply.status).toBe(status)
    if (status === 200) expect(reply.body.data.map(({ id }) => id)).toEqual([planted.ids[1]])
  })

  test('neither sorts by it nor finds it by search', async () => {
    const { agent } = planted
    expect((await agent.query({ sorters: [{ field: real.key, order: 'asc' }] })).status).toBe(422)
    for (const q of ['changed', `${mark}-sso`])
      for (const trashed of ['true', 'false'])
        expect((await agent.list({ q, trashed })).body.data).toEqual([])
    expect((await agent.list({ q: 'note 1' })).body.data).toHaveLength(1)
  })

  test('is listed a view by it where it is their own, which no other one’s whole value tells them', async () => {
    const { owner, agent } = planted
    const filter = { field: real.key, operator: 'eq', value: `${mark} changed 1` }
    const view = (name: string, shared: boolean) => ({ name, shared, filter })
    const others = await owner.post<{ id: string }>('/api/v1/views', view('Whole', true))
    const own = await agent.post<{ id: string }>('/api/v1/views', view('Mine', false))
    const { body } = await agent.get<{ data: { id: string }[] }>('/api/v1/views')
    const ids = body.data.map(({ id }) => id)
    expect([ids.includes(others.body.id), ids.includes(own.body.id)]).toEqual([false, true])
    for (const [{ id }, status] of [
      [others.body, 404],
      [own.body, 200],
    ] as const) {
      expect((await agent.fetch(`/api/v1/views/${id}`)).status).toBe(status)
      expect((await agent.list({ view: id })).status).toBe(status)
    }
  })

  test('follows changes of it without what it was and is', async () => {
    const path = `${contacts}/${planted.ids[1]}/changes?field=${real.key}`
    const { body } = await planted.agent.get<{ data: { changed: object }[] }>(path)
    expect(body.data.at(-1)?.changed).toMatchObject({ [real.key]: { before: null } })
    expect(body.data[0]?.changed).toMatchObject({
      [real.key]: { before: 'zq**** 1', after: 'zq**** 1' },
    })
  })

  test('takes files out with masks, and brings none in as values', async () => {
    const { owner } = planted
    const csv = await (
      await planted.manager.fetch(
        `/api/v1/exports/contacts?format=csv&columns=name,${real.key},${fieldMark}_day`,
      )
    ).text()
    expect(csv).toContain('Person 1,zq**** 1,****')
    const before = await owner.get(`${contacts}/${planted.ids[1]}`)
    const imported = await planted.manager.fetch('/api/v1/imports/file?mode=replace', {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: csv,
    })
    expect(imported.status).toBeLessThan(500)
    expect((await owner.get(`${contacts}/${planted.ids[1]}`)).body).toEqual(before.body)
  })
})

describe('a mask that is sent back', () => {
  const patch = (values: object) =>
    planted.agent.refused('PATCH', `${contacts}/${planted.ids[2]}`, {
      ifMatch: '*',
      body: { values },
    })

  test('is refused by name, and so is any value of who is not named as an editor', async () => {
    const { body: seen } = await planted.agent.get(`${contacts}/${planted.ids[2]}`)
    const refused = await patch({ [real.key]: seen.values[real.key] })
    expect([refused.status, Object.keys(refused.body.errors)]).toEqual([
      422,
      [`values.${real.key}`],
    ])
    expect((await patch({ [real.key]: 'another' })).status).toBe(422)
    expect((await patch({ note: 'mine' })).status).toBe(200)
  })

  test('is refused where they may edit, and a whole value taken, which they see a mask of', async () => {
    const { owner } = planted
    const field = await owner.fieldByKey(real.key)
    const named = { editRoles: ['owner', 'admin', 'agent'] }
    const path = `/api/v1/fields/${field.id}`
    expect((await owner.send('PATCH', path, { ifMatch: '*', body: named })).status).toBe(200)
    const refused = await patch({ [real.key]: 'zq**** 2' })
    expect(refused.body.reasons?.[`values.${real.key}`]?.[0]?.code).toBe('mask_sent')
    const { status, body } = await planted.agent.patch(planted.ids[2]!, '*', {
      [real.key]: 'a whole new one',
    })
    expect([status, body.values[real.key]]).toEqual([200, 'a ****ne'])
    const { body: stored } = await owner.get<ContactBody>(`${contacts}/${planted.ids[2]}`)
    expect(stored.values[real.key]).toBe('a whole new one')
    await owner.send('PATCH', path, { ifMatch: '*', body: { editRoles: null } })
  })
})

describe('a field of which somebody sees masks', () => {
  test('is not theirs to define, nor its sight theirs to give', async () => {
    const { manager, owner } = planted
    const path = `/api/v1/fields/${real.fieldId}`
    for (const body of [{ maskRoles: null }, { type: 'integer' }, { helpText: 'x' }])
      expect((await manager.refused('PATCH', path, { ifMatch: '*', body })).status).toBe(403)
    for (const asked of ['conversion', 'check'])
      expect((await manager.refused('POST', `${path}/${asked}`, { body: {} })).status).toBe(403)
    const { body: me } = await owner.get<{ data: { id: string; name: string }[] }>('/api/v1/roles')
    const role = me.data.find(({ name }) => name === 'Manager')
    const own = await manager.refused('POST', '/api/v1/fields', {
      body: { name: 'Mine', type: 'text', maskRoles: [role?.id, 'nosuch'] },
    })
    expect(own.body.reasons?.maskRoles?.map(({ code }) => code)).toEqual([
      'no_such_role_named',
      'own_role_masked',
    ])
  })
})
