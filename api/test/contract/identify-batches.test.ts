import type { Values } from '@cardfile/openapi'
import { expect, test } from 'vitest'
import { isDeep } from '../deep.ts'
import { target } from '../targets/index.ts'
import { type Api, type ProblemBody, startApi } from './support/api.ts'
import { contacts, type Failed, type Identified, upsert } from './support/identify.ts'
import { numbersFrom } from './support/numbers-from.ts'

test(`items of a batch come to the same as one by one, on ${target.name}`, async () => {
  const [batch, single] = [await startApi(), await startApi()]
  const seed = isDeep ? Date.now() % 100_000 : 4711
  const random = numbersFrom(seed)
  const of = <T>(some: readonly T[]): T => some[random(some.length)] as T
  const some = (values: readonly string[]) => values.filter(() => random(3) === 0).slice(0, 2)
  const item = () => ({
    identities: Object.fromEntries(
      Object.entries({
        email: some(['a@x.org', 'A@X.ORG', 'b@x.org', 'c@x.org', 'nonsense']),
        sms: some(['+12025550101', '+1 202 555 0102']),
        visitor_id: some(['v1', 'v2', 'v3']),
      }).filter(([, list]) => list.length > 0),
    ),
    values: {
      ...(random(2) ? { name: of(['Ann', 'Bob', null]) } : {}),
      ...(random(2) ? { city: of(['Rome', 'Oslo', null]) } : {}),
      ...(random(9) ? {} : { time_zone: 'Mars' }),
    },
    ...(random(2) ? { onMatch: of(['fill', 'update', 'leave']) } : {}),
    ...(random(2) ? { onSeveral: of(['fail', 'prefer', 'merge']) } : {}),
    ...(random(4) ? {} : { create: false }),
  })
  /** What it says, with who is who instead of ids. */
  const plain = (numbers: Map<string, number>) => (result: Identified | Failed) => {
    const text = JSON.stringify(result, (key, value: unknown) =>
      ['createdAt', 'updatedAt', 'reasons', 'detail', 'detailReason'].includes(key)
        ? undefined
        : value,
    )
    return text.replaceAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, (id) => {
      const number = numbers.get(id) ?? numbers.size
      numbers.set(id, number)
      return `#${number}`
    })
  }
  const [ofBatch, ofSingle] = [new Map<string, number>(), new Map<string, number>()]
  const rounds = isDeep ? 30 : 4
  for (let round = 0; round < rounds; round++) {
    const items = Array.from({ length: 12 }, item)
    const { body, status } = await upsert(batch, items)
    expect(status).toBe(200)
    const answers: (Identified | Failed)[] = []
    for (const one of items) {
      const reply = await single.send<Identified & ProblemBody>('POST', `${contacts}:identify`, {
        body: one,
      })
      const { code, errors, conflicts } = reply.body
      answers.push(
        reply.status < 300
          ? reply.body
          : {
              outcome: 'failed',
              problem: { code, ...(errors && { errors }), ...(conflicts && { conflicts }) },
            },
      )
    }
    const about = `seed ${seed}, round ${round}`
    expect(body.items.map(plain(ofBatch)), about).toEqual(answers.map(plain(ofSingle)))
    const listed = async (by: Api, numbers: Map<string, number>) => {
      const { data } = (await by.list({ pageSize: '200' })).body
      return data
        .map(({ id, version, values }): [number, number, Values] => [
          numbers.get(id)!,
          version,
          values,
        ])
        .toSorted(([a], [b]) => a - b)
    }
    expect(await listed(batch, ofBatch), about).toEqual(await listed(single, ofSingle))
  }
})
