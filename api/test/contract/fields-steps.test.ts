import type { Field } from '@cardfile/openapi'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Api, freshEmail, type ProblemBody, startApi } from './support/api.ts'

interface Job {
  id: string
  kind: string
  state: string
  progress: number
  counts: Record<string, number>
  fieldId?: number
  problem?: string
}

const fields = '/api/v1/fields'
let api: Api

beforeEach(async () => {
  api = await startApi()
})

/** More than a step goes through, so that a contact behind it belongs to the next. */
const beyondOneStep = 20_000

const leaveGap = () =>
  api.client.batch(
    [
      `INSERT INTO sqlite_sequence (name, seq)
        SELECT 'contacts', 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'contacts')`,
      `UPDATE sqlite_sequence SET seq = seq + ${beyondOneStep} WHERE name = 'contacts'`,
    ],
    'write',
  )

/** Contacts of several steps, one for each value. */
async function filled(definition: object, values: readonly unknown[]) {
  const field = await api.field({ name: 'Field', ...definition })
  const ids: string[] = []
  for (const value of values) {
    await leaveGap()
    const contact = await api.contact({ name: 'Ann', email: [freshEmail()], [field.key]: value })
    ids.push(contact.id)
  }
  return { field, ids }
}

const change = <T = Job>(field: Field, body: object) =>
  api.send<T>('PATCH', `${fields}/${field.id}`, { ifMatch: field.version, body })
const goOn = async (job: Job) => (await api.post<Job>(`/api/v1/jobs/${job.id}/continue`, {})).body
const valueOf = async (id: string, field: Field) =>
  (await api.get(`/api/v1/contacts/${id}`)).body.values[field.key]
const valuesOf = (ids: readonly string[], field: Field) =>
  Promise.all(ids.map((id) => valueOf(id, field)))
const typeOf = async (field: Field) => (await api.fieldByKey(field.key)).type

/** @param between what others do after each step, told how many there were */
async function finished(
  begun: Job,
  between: (job: Job, steps: number) => Promise<unknown> = async () => {},
) {
  let job = begun
  for (let steps = 1; job.state === 'running'; steps++) {
    job = await goOn(job)
    if (job.state === 'running') await between(job, steps)
  }
  return job
}

/** What must be true of a database that no conversion is at work in. */
async function expectTidy(field: Field) {
  const named = await api.client.execute({
    sql: 'SELECT coalesce(member, id) AS member FROM fields',
    args: [],
  })
  const members = new Set(named.rows.flatMap(({ member }) => [`f${member}`, `g${member}`]))
  const stored = await api.client.execute(
    `SELECT DISTINCT key FROM (
       SELECT e.key FROM contacts c, json_each(c.data) e
       UNION ALL SELECT e.key FROM changes g, json_each(g.before) e)`,
  )
  expect(stored.rows.map(({ key }) => String(key)).filter((key) => !members.has(key))).toEqual([])
  const left = await api.client.execute(
    `SELECT name FROM sqlite_master WHERE name LIKE 'conversion_%' UNION ALL SELECT job FROM job_contacts`,
  )
  expect(left.rows).toEqual([])
  const renamed = await change<Field>(await api.fieldByKey(field.key), { name: 'Named anew' })
  expect(renamed.status).toBe(200)
}

describe('a field of many contacts', () => {
  test('is what it was to whoever reads until all of it is another type', async () => {
    const { field, ids } = await filled({ type: 'integer', indexed: true }, [10, 9, 8])
    const trashed = ids[2]!
    await api.send('DELETE', `/api/v1/contacts/${trashed}`, { ifMatch: 1 })
    const { status, body, headers } = await change(field, { type: 'text' })
    expect(status).toBe(202)
    expect(headers.get('location')).toBe(`/api/v1/jobs/${body.id}`)
    expect(body).toMatchObject({ kind: 'convert_field', state: 'running', fieldId: field.id })
    const seen: unknown[] = []
    const job = await finished(body, async () => {
      const type = await typeOf(field)
      const [values, sorted] = [
        await valuesOf(ids.slice(0, 2), field),
        await api.query({
          sorters: [{ field: field.key, order: 'asc' }],
          filter: { field: field.key, operator: 'nnull' },
        }),
      ]
      const order = sorted.body.data.map(({ values }) => values[field.key])
      expect(values).toEqual(type === 'integer' ? [10, 9] : ['10', '9'])
      expect(order).toEqual(type === 'integer' ? [9, 10] : ['10', '9'])
      seen.push(type)
    })
    expect(job).toMatchObject({ state: 'done', progress: 1, counts: { converts: 3 } })
    expect(seen.length).toBeGreaterThan(6)
    expect(new Set(seen)).toEqual(new Set(['integer', 'text']))
    await api.post(`/api/v1/contacts/${trashed}/restore`, {})
    expect(await valuesOf(ids, field)).toEqual(['10', '9', '8'])
    expect((await api.list({ q: '"10"' })).status).toBe(200)
    const history = await api.get<{ data: { kind: string; changed: object }[] }>(
      `/api/v1/contacts/${ids[0]}/changes`,
    )
    expect(history.body.data).toMatchObject([
      { kind: 'convert', changed: { [field.key]: { before: 10, after: '10' } } },
      { kind: 'create' },
    ])
    await expectTidy(field)
  })

  test('takes along what others write between any two steps', async () => {
    const { field, ids } = await filled({ type: 'integer' }, [1, 2, 3, 4])
    const [patched, cleared, filledLater, untouched] = ids as [string, string, string, string]
    const created: string[] = []
    const expected: string[] = []
    const { body } = await change(field, { type: 'text' })
    await finished(body, async (_, steps) => {
      const typed = (n: number) => n
      const isText = (await typeOf(field)) === 'text'
      const value = (n: number) => (isText ? String(typed(n)) : typed(n))
      await api.patch(patched, '*', { [field.key]: value(100 + steps), city: `City ${steps}` })
      await api.patch(cleared, '*', { [field.key]: null })
      await api.patch(filledLater, '*', { [field.key]: steps % 2 ? null : value(steps) })
      await api.patch(untouched, '*', { city: `City ${steps}` })
      await leaveGap()
      const made = await api.contact({
        name: 'Bo',
        email: [freshEmail()],
        [field.key]: value(steps),
      })
      created.push(made.id)
      expected.push(String(steps))
    })
    expect(await valueOf(untouched, field)).toBe('4')
    expect(await valueOf(cleared, field)).toBeUndefined()
    expect(String(await valueOf(patched, field))).toBe(String(100 + created.length))
    expect(await valuesOf(created, field)).toEqual(expected)
    await expectTidy(field)
  })

  test('is left as it was where a value written meanwhile would be lost', async () => {
    const { field, ids } = await filled({ type: 'text', indexed: true }, ['1', '2', '3'])
    const { body } = await change(field, { type: 'integer' })
    const job = await finished(body, async (_, steps) => {
      if (steps === 5) await api.patch(ids[1]!, '*', { [field.key]: 'two' })
    })
    expect(job.state).toBe('failed')
    expect(job.problem).toContain('would be lost')
    expect(job.problem).not.toContain('two')
    expect(await typeOf(field)).toBe('text')
    expect(await valuesOf(ids, field)).toEqual(['1', 'two', '3'])
    const { body: contact } = await api.get(`/api/v1/contacts/${ids[0]}`)
    expect(contact.version).toBe(1)
    await expectTidy(field)
  })

  test('is refused before anything is written where a value would be lost', async () => {
    const { field } = await filled({ type: 'text' }, ['1', 'two'])
    const job = await finished((await change(field, { type: 'integer' })).body)
    expect(job).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('A contact has'),
    })
    await expectTidy(field)
  })

  test('changes at once, and no contact with it, where every value stays what it is', async () => {
    const { field, ids } = await filled({ type: 'text' }, ['short', 'long enough'])
    const { body } = await change(field, { length: 20 })
    const job = await finished(body)
    expect(job).toMatchObject({ state: 'done', counts: { converts: 2, differ: 0 } })
    expect((await api.fieldByKey(field.key)).length).toBe(20)
    expect((await api.get(`/api/v1/contacts/${ids[0]}`)).body.version).toBe(1)
    await expectTidy(field)
  })

  test('is locked while it is converted; the same asked once more is the same job', async () => {
    const { field } = await filled({ type: 'integer' }, [1])
    const { body } = await change(field, { type: 'text' })
    const again = await change(field, { type: 'text' })
    expect([again.status, again.body.id]).toEqual([202, body.id])
    for (const other of [{ type: 'decimal' }, { name: 'Other' }]) {
      const { status, body: problem } = await change<ProblemBody>(field, other)
      expect([status, problem.code]).toEqual([409, 'busy'])
    }
    const deletion = await api.refused('DELETE', `${fields}/${field.id}`, { ifMatch: 1 })
    expect(deletion.body.code).toBe('busy')
    expect((await finished(body)).state).toBe('done')
  })

  test.each([1, 3, 5])('is as it was when the job is cancelled after %i steps', async (steps) => {
    const { field, ids } = await filled({ type: 'integer' }, [1, 2])
    let { body: job } = await change(field, { type: 'text' })
    for (let step = 0; step < steps; step++) job = await goOn(job)
    const { body } = await api.post<Job>(`/api/v1/jobs/${job.id}/cancel`, {})
    expect((await finished(body)).state).toBe('cancelled')
    expect(await typeOf(field)).toBe('integer')
    expect(await valuesOf(ids, field)).toEqual([1, 2])
    const again = await api.refused('POST', `/api/v1/jobs/${job.id}/cancel`, { body: {} })
    expect(again.body.code).toBe('wrong_state')
    await expectTidy(field)
  })

  test('is converted by the server itself where whoever began it has left', async () => {
    const { field, ids } = await filled({ type: 'integer' }, [1, 2])
    const { body } = await change(field, { type: 'text' })
    const state = async () => (await api.get<Job>(`/api/v1/jobs/${body.id}`)).body.state
    // The edge gives each run but so many trips.
    for (let run = 1; run <= 3 && (await state()) === 'running'; run++)
      await api.schedule(Date.now() + run * 120_000)
    expect(await state()).toBe('done')
    expect(await valuesOf(ids, field)).toEqual(['1', '2'])
    await expectTidy(field)
  })

  test('keeps what an import wrote meanwhile, whose next chunk is read by the new type', async () => {
    const { field } = await filled({ type: 'integer' }, [1])
    const { body: imported } = await api.post<{ id: string }>('/api/v1/imports', {
      fileName: 'a.csv',
      mode: 'merge',
      headings: ['name', 'email', field.name],
    })
    const chunk = (number: number, value: string) =>
      api.send('PUT', `/api/v1/imports/${imported.id}/chunks/${number}`, {
        body: { rows: [{ number: number + 2, cells: ['Cy', `cy${number}@x.org`, value] }] },
      })
    const { body } = await change(field, { type: 'text' })
    let sent = 0
    await finished(body, async () => {
      expect((await chunk(sent, `${sent}`)).status).toBe(200)
      sent++
    })
    expect((await chunk(sent, 'now a text')).status).toBe(200)
    const { body: found } = await api.query({
      filter: { field: 'name', operator: 'eq', value: 'Cy' },
      sorters: [{ field: 'created_at', order: 'asc' }],
      pageSize: 100,
    })
    const values = new Set(found.data.map(({ values }) => values[field.key]))
    expect(values).toEqual(
      new Set([...Array.from({ length: sent }, (_, n) => String(n)), 'now a text']),
    )
    await expectTidy(field)
  })

  test('is undone with an import that came before it only where that changes nothing else', async () => {
    const { field } = await filled({ type: 'integer' }, [1])
    const { body: imported } = await api.post<{ id: string }>('/api/v1/imports', {
      fileName: 'a.csv',
      mode: 'merge',
      headings: ['name', 'email', field.name],
    })
    await api.send('PUT', `/api/v1/imports/${imported.id}/chunks/0`, {
      body: { rows: [{ number: 2, cells: ['Cy', 'cy@x.org', '5'] }] },
    })
    await api.post(`/api/v1/imports/${imported.id}/finish`, {})
    await finished((await change(field, { type: 'text' })).body)
    const { body } = await api.post<{ undone: number; kept: number }>(
      `/api/v1/imports/${imported.id}/undo`,
      {},
    )
    expect(body).toMatchObject({ undone: 0, kept: 1 })
  })
})

describe('substring search over many contacts', () => {
  const foundBy = async (q: string) => (await api.list({ q })).body.total
  /** As the timer does it, as often as it takes. */
  const indexed = async () => {
    const running = async () =>
      (await api.get<{ data: Job[] }>('/api/v1/jobs')).body.data.some(
        ({ state }) => state === 'running',
      )
    for (let run = 0; run < 5 && (await running()); run++) await api.schedule(Date.now())
    expect(await running()).toBe(false)
  }

  test('follows a text field that is deleted and restored, in steps behind the answer', async () => {
    const { field } = await filled({ type: 'text' }, ['zebrafish one', 'zebrafish two'])
    await leaveGap()
    await api.contact({ name: 'Zebrafish herself', email: [freshEmail()] })
    expect(await foundBy('zebrafish')).toBe(3)
    const deletion = await api.send('DELETE', `${fields}/${field.id}`, { ifMatch: 1 })
    expect(deletion.status).toBe(204)
    await indexed()
    expect(await foundBy('zebrafish')).toBe(1)
    const restored = await api.post<Field>(`${fields}/${field.id}/restore`, {})
    expect(restored.status).toBe(200)
    await indexed()
    expect(await foundBy('zebrafish')).toBe(3)
  })

  test('of whoever does not see all fields is made in steps, while others write', async () => {
    const field = await api.field({ name: 'Secret', type: 'text', viewRoles: [] })
    const { body: imported } = await api.post<{ id: string }>('/api/v1/imports', {
      fileName: 'a.csv',
      mode: 'merge',
      headings: ['name', 'email', 'Secret', 'city'],
    })
    const count = 2_100
    const rows = Array.from({ length: count }, (_, n) => ({
      number: n + 2,
      cells: ['Ann', `many${n}@x.org`, 'concealed', `City ${n % 7}`],
    }))
    for (let number = 0; number * 1_000 < count; number++)
      await api.send('PUT', `/api/v1/imports/${imported.id}/chunks/${number}`, {
        body: { rows: rows.slice(number * 1_000, (number + 1) * 1_000) },
      })
    await api.post(`/api/v1/imports/${imported.id}/finish`, {})
    const { body: role } = await api.post<{ id: string }>('/api/v1/roles', {
      name: 'Some',
      permissions: ['view_contacts', 'view_identities'],
    })
    const { body: key } = await api.post<{ secret: string }>('/api/v1/api-keys', {
      name: 'Some',
      roleId: role.id,
    })
    const headers = { authorization: `Bearer ${key.secret}` }
    const search = async (q: string, atLeast: number) => {
      const path = `/api/v1/contacts?${new URLSearchParams({ q, count: 'exact' })}`
      for (;;) {
        const { status, body, headers: told } = await api.get<{ total: number }>(path, { headers })
        if (status !== 503) return [status, body.total >= atLeast, body.total]
        expect(Number(told.get('retry-after'))).toBeGreaterThan(0)
      }
    }
    const written = api.contact({ name: 'Bo', email: [freshEmail()], city: 'City 5' })
    const [found] = await Promise.all([search('City 5', count / 7), written])
    expect(found.slice(0, 2)).toEqual([200, true])
    expect(await search('City 5', 0)).toEqual([200, true, count / 7 + 1])
    expect(await search('concealed', 0)).toEqual([200, true, 0])
    const filling = await api.client.execute('SELECT filled_to FROM sights')
    expect(filling.rows.map(({ filled_to }) => filled_to)).toEqual([null])
    expect(field.key).toBe('secret')
  })
})

test('jobs are shown to whoever may have them, and to nobody else', async () => {
  const { field } = await filled({ type: 'integer' }, [1])
  const { body: job } = await change(field, { type: 'text' })
  const { body: list } = await api.get<{ data: Job[] }>('/api/v1/jobs')
  expect(list.data.map(({ id }) => id)).toEqual([job.id])
  const { body: role } = await api.post<{ id: string }>('/api/v1/roles', {
    name: 'Readers',
    permissions: ['view_contacts'],
  })
  const { body: key } = await api.post<{ secret: string }>('/api/v1/api-keys', {
    name: 'Reader',
    roleId: role.id,
  })
  const headers = { authorization: `Bearer ${key.secret}` }
  const theirs = await api.get<{ data: Job[] }>('/api/v1/jobs', { headers })
  expect(theirs.body.data).toEqual([])
  const one = await api.refused('POST', `/api/v1/jobs/${job.id}/continue`, { headers, body: {} })
  expect(one.status).toBe(404)
})
