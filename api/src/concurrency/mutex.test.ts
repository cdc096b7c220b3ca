import { expect, test } from 'vitest'
import { Mutex } from './mutex.ts'

test('lets one in at a time, in the order they came', async () => {
  const mutex = new Mutex()
  const seen: string[] = []
  const visit = async (who: number) => {
    const release = await mutex.acquire()
    seen.push(`in ${who}`)
    await new Promise((resolve) => setTimeout(resolve, 1))
    seen.push(`out ${who}`)
    release()
    release()
  }
  await Promise.all([1, 2, 3].map(visit))
  expect(seen).toEqual(['in 1', 'out 1', 'in 2', 'out 2', 'in 3', 'out 3'])
  await visit(4)
  expect(seen.at(-1)).toBe('out 4')
})
