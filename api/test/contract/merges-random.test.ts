import type { Values } from '@cardfile/openapi'
import { expect, test } from 'vitest'
import { isDeep } from '../deep.ts'
import { NaiveMerges } from '../model/naive-merges.ts'
import { target } from '../targets/index.ts'
import { type ContactBody, startApi } from './support/api.ts'
import { importRows, numbered, undoAll } from './support/imports.ts'
import { numbersFrom } from './support/numbers-from.ts'

const contacts = '/api/v1/contacts'
/** In milliseconds: deep runs ask a server tens of thousands of times, on a machine that others may use. */
const longest = isDeep ? 1_800_000 : 180_000

test(
  `merges and their undoing leave every value where the rules say, on ${target.name}`,
  async () => {
    const api = await startApi()
    const isNear = target.runtime === 'node' && target.database === 'file'
    const seeds = isDeep ? 30 : isNear ? 4 : 1
    for (let round = 0; round < seeds; round++) {
      const seed = isDeep ? (Date.now() + round * 7_919) % 1_000_000 : 4711 + round
      await walk(api, seed, isDeep ? 120 : isNear ? 50 : 30)
    }
  },
  longest,
)

async function walk(api: Awaited<ReturnType<typeof startApi>>, seed: number, steps: number) {
  const random = numbersFrom(seed)
  const of = <T>(some: readonly T[]): T => some[random(some.length)] as T
  const model = new NaiveMerges()
  const imports: string[] = []
  let serial = 0
  const mail = () => `s${seed}-${++serial}@example.com`
  const some = (): Values => ({
    ...(random(2) ? { city: of(['Rome', 'Oslo', 'Bern']) } : {}),
    ...(random(2) ? { company: of(['Acme', 'Initech']) } : {}),
    ...(random(3) ? {} : { title: 'Dr' }),
  })
  const read = async (id: string) =>
    (await api.get(`${contacts}/${id}?follow=false&trashed=true`)).body
  const all = () => [...model.contacts.keys()]
  const live = () => all().filter((id) => model.live(id) === id && !model.trashed.has(id))
  const told = (values: Values) => ({
    ...values,
    email: [...((values.email ?? []) as string[])].sort(),
  })

  async function create(email = mail()) {
    const { status, body } = await api.post(contacts, {
      values: { name: of(['Ann', 'Bob']), email: [email], ...some() },
    })
    if (status === 201) model.create(body.id, body.values)
  }
  const operations: Record<string, () => Promise<unknown>> = {
    create: () => create(),
    /** Somebody takes what another one has, or once had. */
    takeOld: () => create(`s${seed}-${1 + random(serial)}@example.com`),
    async edit() {
      const id = of(live())
      const values = random(3) ? some() : { city: null }
      const { status, body } = await api.patch(id, '*', values)
      if (status === 200) model.become(id, body.values)
    },
    async editMails() {
      const id = of(live())
      // Who came back from a merge has none where another contact holds it by now.
      const mails = [...(((await read(id)).values.email ?? []) as string[])]
      if (random(2) && mails.length > 0) mails.splice(random(mails.length), 1)
      else mails.push(mail())
      const { status, body } = await api.patch(id, '*', { email: mails })
      if (status === 200) model.become(id, body.values)
    },
    async merge() {
      const left = live()
      if (left.length < 2) return
      const most = Math.min(left.length, random(4) ? 3 : 10)
      const taken = Array.from({ length: 2 + random(most - 1) }, () =>
        left.splice(random(left.length), 1),
      ).flat()
      const [into, ...from] = await Promise.all(taken.map(read))
      const choose = random(2) ? { city: { from: of(taken) } } : {}
      const { status, body } = await api.post<{ contact: ContactBody; merge: { id: string } }>(
        `${contacts}/${into?.id}/merge`,
        { from: from.map(({ id, version }) => ({ id, version })), choose },
        { ifMatch: '*' },
      )
      expect(status, JSON.stringify(body)).toBe(200)
      model.merge(
        body.merge.id,
        String(into?.id),
        from.map(({ id }) => id),
        body.contact.values,
      )
    },
    async undo() {
      const merge = of([...model.merges.keys()])
      if (!merge) return
      const survivor = model.live(String(model.merges.get(merge)?.survivor))
      const { status, body } = await api.post(`/api/v1/merges/${merge}/undo`, {})
      expect(status, JSON.stringify(body)).toBe(model.trashed.has(survivor) ? 409 : 200)
      if (status === 200) model.undo(merge)
    },
    async remove() {
      const id = of(live())
      const { status } = await api.send('DELETE', `${contacts}/${id}`, { ifMatch: '*' })
      if (status === 204) model.trashed.add(id)
    },
    async restore() {
      const id = of([...model.trashed])
      if (!id) return
      const { status } = await api.send('POST', `${contacts}/${id}/restore`)
      if (status === 200) model.trashed.delete(id)
    },
    async importSome() {
      const rows = Array.from({ length: 3 }, () => [
        'Ann',
        `s${seed}-${1 + random(serial)}@example.com`,
        of(['Lima', 'Bonn']),
      ])
      imports.push(
        (await importRows(api, 'update', ['Name', 'Email', 'City'], numbered(rows), 3)).id,
      )
      await observe()
    },
    async undoImport() {
      const [id] = imports.splice(random(imports.length), 1)
      if (!id) return
      await undoAll(api, id)
      await observe()
    },
  }
  /** What imports did is theirs to answer for; it is as if somebody had done it. Merged ones they leave alone. */
  async function observe() {
    const { body } = await api.list({ pageSize: '200' })
    const found = body.data.filter(({ values }) =>
      ((values.email ?? []) as string[]).some((email) => email.startsWith(`s${seed}-`)),
    )
    for (const { id, values } of found)
      if (model.contacts.has(id)) model.become(id, values)
      else model.create(id, values)
    for (const id of live())
      if (!found.some((one) => one.id === id) && (await read(id)).deletedAt) model.trashed.add(id)
  }

  await create()
  await create()
  const names = Object.keys(operations)
  const often = ['merge', 'merge', 'undo', 'undo', 'edit', 'create']
  for (let step = 0; step < steps; step++) {
    if (live().length === 0) await create()
    const name = of([...names, ...often])
    await operations[name]!()
    if (step % 5 > 0 && step < steps - 1) continue
    const about = `seed ${seed}, step ${step}, after ${name}`
    for (const id of all()) {
      const contact = await read(id)
      expect([id, told(contact.values)], about).toEqual([id, model.values(id)])
      expect(contact.mergedInto ?? null, about).toBe(model.contacts.get(id)?.into?.survivor ?? null)
    }
  }
  const { rows } = await api.client.execute(`
    SELECT
      (SELECT count(*) FROM identities i LEFT JOIN contacts c ON c.seq = i.contact_seq
       WHERE c.deleted_at IS NOT NULL OR c.seq IS NULL) AS lost,
      (SELECT n FROM counters WHERE name = 'live') - (SELECT count(*) FROM contacts WHERE deleted_at IS NULL) AS live,
      (SELECT n FROM counters WHERE name = 'trashed') -
        (SELECT count(*) FROM contacts WHERE deleted_at IS NOT NULL AND merged_into IS NULL) AS trashed,
      (SELECT count(*) FROM search) - (SELECT count(*) FROM contacts WHERE deleted_at IS NULL) AS texts,
      (SELECT sum(version) FROM contacts) - (SELECT count(*) FROM changes) AS unlogged`)
  expect(rows[0]).toMatchObject({ lost: 0, live: 0, trashed: 0, texts: 0, unlogged: 0 })
}
