import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import { type Place, startEmptyAt } from '../targets/index.ts'
import { countsOf } from './end-state.ts'
import { steps } from './steps.ts'
import { type Record, Walker } from './walker.ts'

const places: Place[] = ['node', 'node-over-sqld', 'workerd-over-sqld']

interface Walked {
  records: Record[]
  contacts: string
  counts: { [table: string]: number }
}

async function walkAt(place: Place): Promise<Walked> {
  const started = await startEmptyAt(place)
  const walker = new Walker(started)
  const records: Record[] = []
  for (const step of steps) records.push(await walker.take(step))
  const contacts = await walker.wholeExport()
  // An erasure rewrites the index behind its answer, and leaves where it stands until that is done.
  await started.schedule(Date.now())
  return { records, contacts, counts: await countsOf(started) }
}

/** Only what differs: all the answers together are more than is printed where they do. */
function differences(at: Place, here: Walked, there: Walked) {
  return here.records.flatMap((record, step) =>
    isDeepStrictEqual(record, there.records[step])
      ? []
      : [{ [places[0] as Place]: record, [at]: there.records[step] }],
  )
}

test('the whole API gives the same answers in every place, and leaves the same behind', async () => {
  const [first, ...others] = (await Promise.all(places.map(walkAt))) as [Walked, ...Walked[]]
  const wrong = steps.flatMap(({ answer }, at) => {
    const record = first.records[at]
    return record?.answer === answer ? [] : [{ right: answer, ...record }]
  })
  expect(wrong).toEqual([])
  for (const [at, other] of others.entries()) {
    expect(differences(places[at + 1] as Place, first, other)).toEqual([])
    expect([other.contacts, other.counts]).toEqual([first.contacts, first.counts])
  }
  console.warn(`${steps.length} steps in ${places.length} places`)
})
