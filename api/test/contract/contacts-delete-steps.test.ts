import { beforeAll, expect, test } from 'vitest'
import { type Api, freshEmail, startApi } from './support/api.ts'

interface Job {
  id: string
  kind: string
  state: string
  progress: number
  counts: Record<string, number>
  problem?: string
}

let api: Api
const count = 1_300

beforeAll(async () => {
  api = await startApi()
  await fill()
})

/** More contacts in Rome than go to the trash in one batch. */
async function fill() {
  const { body: imported } = await api.post<{ id: string }>('/api/v1/imports', {
    fileName: 'a.csv',
    mode: 'merge',
    headings: ['name', 'email', 'city'],
  })
  const rows = Array.from({ length: count }, (_, n) => ({
    number: n + 2,
    cells: ['Ann', freshEmail(), 'Rome'],
  }))
  for (let number = 0; number * 1_000 < count; number++)
    await api.send('PUT', `/api/v1/imports/${imported.id}/chunks/${number}`, {
      body: { rows: rows.slice(number * 1_000, (number + 1) * 1_000) },
    })
  await api.post(`/api/v1/imports/${imported.id}/finish`, {})
}

const filter = { field: 'city', operator: 'eq', value: 'Rome' }
const begin = (expected: number, more = {}) =>
  api.post<Job>('/api/v1/contacts:delete', { filter, expected }, more)
const goOn = async ({ id }: Job) => (await api.post<Job>(`/api/v1/jobs/${id}/continue`, {})).body
const inRome = async () =>
  (await api.query({ filter, count: 'exact', pageSize: 1 })).body.total ?? 0

test('a list that stands for another number than was told deletes none', async () => {
  const { status } = await begin(count + 1)
  expect(status).toBe(412)
  expect(await inRome()).toBe(count)
})

test('many go to the trash in steps: those that were there and match when it comes to them', async () => {
  const { status, body, headers } = await begin(count)
  expect([status, headers.get('location')]).toEqual([202, `/api/v1/jobs/${body.id}`])
  expect(body).toMatchObject({ kind: 'delete_contacts', counts: { deleted: 0, total: count } })
  const first = await goOn(body)
  expect(first.counts.deleted).toBeGreaterThan(0)
  expect(first.progress).toBeGreaterThan(0)
  // The newest is the last to come; what is made meanwhile was not meant.
  const { data } = (await api.query({ filter, pageSize: 1 })).body
  await api.patch(data[0]!.id, '*', { city: 'Bonn' })
  await api.contact({ name: 'Late', email: [freshEmail()], city: 'Rome' })
  let job = first
  while (job.state === 'running') job = await goOn(job)
  expect(job).toMatchObject({ state: 'done', counts: { deleted: count - 1, total: count } })
  expect(await inRome()).toBe(1)
  const { body: trash } = await api.get<{ total: number }>('/api/v1/contacts?trashed=true')
  expect(trash.total).toBe(count - 1)
  const { body: audit } = await api.get<{ data: { action: string; details: object }[] }>(
    '/api/v1/audit',
  )
  expect(audit.data.filter(({ action }) => action === 'contact.deleted')).toMatchObject([
    { details: { contacts: count - 1 } },
  ])
  const keys = await api.client.execute('SELECT count(*) AS n FROM identities')
  expect(Number(keys.rows[0]?.n)).toBe(2)
})

test('whoever may delete no longer, deletes no further, nor does the server for them', async () => {
  await fill()
  const rome = await inRome()
  const permissions = ['view_contacts', 'view_identities', 'delete_contacts']
  const { body: role } = await api.post<{ id: string }>('/api/v1/roles', { name: 'R', permissions })
  const { body: key } = await api.post<{ id: string; secret: string }>('/api/v1/api-keys', {
    name: 'K',
    roleId: role.id,
  })
  const { body } = await begin(rome, { headers: { authorization: `Bearer ${key.secret}` } })
  const changed = await api.send('PATCH', `/api/v1/roles/${role.id}`, {
    ifMatch: '*',
    body: { permissions: ['view_contacts', 'view_identities'] },
  })
  expect(changed.status).toBe(200)
  await api.schedule(Date.now() + 120_000)
  const job = (await api.get<Job>(`/api/v1/jobs/${body.id}`)).body
  expect(job).toMatchObject({ state: 'failed', problem: expect.stringContaining('permission') })
  expect(await inRome()).toBe(rome)
})
