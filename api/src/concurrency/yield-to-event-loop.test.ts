import { expect, test } from 'vitest'
import { forEachYielding } from './yield-to-event-loop.ts'

test('does all of it in order, and lets others in meanwhile', async () => {
  const done: number[] = []
  let turns = 0
  const others = setInterval(() => turns++, 0)
  await forEachYielding(
    Array.from({ length: 1_001 }, (_, n) => n),
    (n, index) => {
      done.push(n)
      expect(index).toBe(n)
      const until = performance.now() + 0.05
      while (performance.now() < until);
    },
  )
  clearInterval(others)
  expect(done).toEqual(Array.from({ length: 1_001 }, (_, n) => n))
  expect(turns).toBeGreaterThan(1)
})

test('lets others in the sooner the longer each takes', async () => {
  const stretches: number[] = [0]
  const others = setImmediate(function count() {
    stretches.push(0)
    again = setImmediate(count)
  })
  let again = others
  await forEachYielding(Array.from({ length: 60 }), () => {
    stretches.push((stretches.pop() ?? 0) + 1)
    const until = performance.now() + 1
    while (performance.now() < until);
  })
  clearImmediate(again)
  expect(Math.max(...stretches)).toBeLessThanOrEqual(10)
})

test('stops at what fails', async () => {
  const done: number[] = []
  const failing = forEachYielding([1, 2, 3], (n) => {
    if (n === 2) throw new RangeError('two')
    done.push(n)
  })
  await expect(failing).rejects.toThrow('two')
  expect(done).toEqual([1])
})
