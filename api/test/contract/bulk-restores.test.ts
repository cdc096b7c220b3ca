import type { Reason, Values } from '@cardfile/openapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Api, freshEmail, startApi } from './support/api.ts'
import { bulkChanges } from './support/bulk.ts'
import { importRows, numbered } from './support/imports.ts'

interface Case {
  what: string
  /** @param tag tells people of one place from those of another */
  pair: (tag: string) => [first: Values, second: Values]
  /** Who stays in the trash, and what they are told. */
  told: Partial<Record<'first' | 'second', { code: string; name?: string }>>
}

const taken = (name: string) => ({ code: 'identity_taken', name })

const cases: Case[] = [
  {
    what: 'one e-mail address',
    pair: (tag) => [{ email: [`both${tag}@example.com`] }, { email: [`BOTH${tag}@example.com`] }],
    told: { second: taken('first') },
  },
  {
    what: 'one identity of several',
    pair: (tag) => [
      { twitter: [`@one${tag}`, `@both${tag}`] },
      { email: [freshEmail()], twitter: [`@both${tag}`] },
    ],
    told: { second: taken('first') },
  },
  {
    what: 'a value that is unique',
    pair: (tag) => [
      { email: [freshEmail()], badge: `A ${tag}` },
      { email: [freshEmail()], badge: `a ${tag.toUpperCase()}` },
    ],
    told: { second: taken('first') },
  },
  {
    what: 'what one of them had that stays in the trash itself',
    pair: (tag) => [
      { email: [`held${tag}@example.com`], twitter: [`@stays${tag}`] },
      { twitter: [`@stays${tag}`] },
    ],
    told: { first: taken('Holder') },
  },
  {
    what: 'nothing',
    pair: (tag) => [{ twitter: [`@a${tag}`] }, { twitter: [`@b${tag}`] }],
    told: {},
  },
]

/** Beside each other in one step, or with more than a step between them. */
const places = ['near', 'far'] as const

let api: Api
/** Who stayed in the trash, by name, with what they were told. */
const stayed: Record<'tried' | 'done', Map<string, { code: string; name?: unknown }>> = {
  tried: new Map(),
  done: new Map(),
}
const counts: Partial<Record<'tried' | 'done', object>> = {}

async function trash(name: string, values: Values): Promise<void> {
  const { id } = await api.contact({ name, ...values })
  expect((await api.send('DELETE', `/api/v1/contacts/${id}`, { ifMatch: 1 })).status).toBe(204)
}

const named = (what: string, which: string, place: string) => `${what}, ${which}, ${place}`

async function restore(run: 'tried' | 'done', more: object): Promise<void> {
  const { finish, rowsOf } = bulkChanges(api)
  const bulk = await finish({ on: {}, do: 'restore', ...more })
  expect(bulk).toMatchObject({ state: 'done' })
  for (const { name, reasons } of await rowsOf(bulk, 'failed')) {
    const [{ code, params }] = reasons as [Reason]
    stayed[run].set(name, { code, ...(params?.name !== undefined && { name: params.name }) })
  }
  counts[run] = { ...bulk.counts, total: bulk.total }
}

beforeAll(async () => {
  api = await startApi()
  await api.field({ name: 'Badge', type: 'text', unique: true })
  for (const { what, pair } of cases) {
    const [first, second] = pair('near')
    await trash(named(what, 'first', 'near'), first)
    await trash(named(what, 'second', 'near'), second)
    await trash(named(what, 'first', 'far'), pair('far')[0])
  }
  const fillers = Array.from({ length: 1_000 }, () => ['Filler', freshEmail()])
  await importRows(api, 'merge', ['name', 'email'], numbered(fillers))
  const filler = { filter: { field: 'name', operator: 'eq', value: 'Filler' } }
  await bulkChanges(api).finish({ on: filler, expected: fillers.length, do: 'delete' })
  for (const { what, pair } of cases) await trash(named(what, 'second', 'far'), pair('far')[1])
  await api.contact({ name: 'Holder', email: places.map((place) => `held${place}@example.com`) })
  await restore('tried', { dryRun: true })
  await restore('done', { expected: fillers.length + 4 * cases.length })
})

afterAll(() => api.close())

describe('contacts of the trash that share', () => {
  test.each(cases.flatMap((one) => places.map((place) => ({ ...one, place }))))(
    '$what, $place, are told in a dry run who will stay there, and why',
    ({ what, place, told }) => {
      for (const which of ['first', 'second'] as const) {
        const reason = told[which]
        const name = reason?.name === 'first' ? named(what, 'first', place) : reason?.name
        const expected = reason && { ...reason, name }
        expect(stayed.done.get(named(what, which, place)), `${which}, done`).toEqual(expected)
        expect(stayed.tried.get(named(what, which, place)), `${which}, tried`).toEqual(expected)
      }
    },
  )

  test('are as many in the dry run as then', () => {
    expect(counts.tried).toEqual(counts.done)
  })

  test('leave nothing of the dry run behind once it is over', async () => {
    await api.schedule(Date.now())
    const { rows } = await api.client.execute('SELECT count(*) AS n FROM job_claims')
    expect(Number(rows[0]?.n)).toBe(0)
  })
})
