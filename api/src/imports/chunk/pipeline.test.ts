import { afterEach, expect, test, vi } from 'vitest'
import { enterPipeline } from './pipeline.ts'

afterEach(() => {
  vi.useRealTimers()
})

const settled = async (promise: Promise<void>) =>
  Promise.race([
    promise.then(() => true),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 20)),
  ])

test('lets a chunk wait for those before it, of its own import and app', async () => {
  const app = {}
  const [first, third, second] = [0, 2, 1].map((number) => enterPipeline(app, 'a', number))
  const others = [enterPipeline(app, 'b', 5), enterPipeline({}, 'a', 5)]
  expect(await Promise.all(others.map((slot) => settled(slot.come())))).toEqual([true, true])
  expect(await settled(first!.come())).toBe(true)
  const waiting = [second!.come(), third!.come()]
  expect(await Promise.all(waiting.map(settled))).toEqual([false, false])
  first!.end()
  expect(await Promise.all(waiting.map(settled))).toEqual([true, false])
  second!.end()
  expect(await settled(waiting[1]!)).toBe(true)
})

test('lets nobody wait for itself, nor more than a few for others', async () => {
  const app = {}
  const turns = [0, 0, 1, 2, 3, 4, 5].map((number) => enterPipeline(app, 'a', number))
  const come = await Promise.all(turns.map((slot) => settled(slot.come())))
  expect(come).toEqual([true, true, false, false, false, true, true])
  for (const slot of turns) slot.end()
  expect(await settled(enterPipeline(app, 'a', 9).come())).toBe(true)
})

test('waits for nobody who was given up without a word', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const app = {}
  const lost = enterPipeline(app, 'a', 0)
  const next = enterPipeline(app, 'a', 1)
  const come = next.come()
  expect(await settled(come)).toBe(false)
  vi.setSystemTime(Date.now() + 21_000)
  expect(await settled(come)).toBe(true)
  expect(next.ahead()).toEqual([])
  const again = enterPipeline(app, 'a', 0)
  lost.end()
  expect(enterPipeline(app, 'a', 1).ahead()).toEqual([again])
})
