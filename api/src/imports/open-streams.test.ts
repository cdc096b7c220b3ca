import { expect, test } from 'vitest'
import { ProblemError } from '../errors/problem-error.ts'
import { type OpenStream, OpenStreams } from './open-streams.ts'

function opened(streams: OpenStreams, caller: string, count: number): OpenStream[] {
  return Array.from({ length: count }, () => streams.open(caller))
}

test('nobody has more than ten, until they close one', () => {
  const streams = new OpenStreams()
  const [first] = opened(streams, 'ann', 10)
  expect(() => streams.open('ann')).toThrow(ProblemError)
  streams.open('bob')
  first?.close()
  first?.close()
  streams.open('ann')
  expect(() => streams.open('ann')).toThrow(ProblemError)
})

test('all together have 200 at most', () => {
  const streams = new OpenStreams()
  for (let n = 0; n < 20; n++) opened(streams, `caller ${n}`, 10)
  expect(() => streams.open('one more')).toThrow(ProblemError)
})

test('one that is not heard of any more counts no longer, and ends should it come back', () => {
  let now = 0
  const streams = new OpenStreams(() => now)
  const [silent, ...others] = opened(streams, 'ann', 10)
  for (now = 0; now <= 70_000; now += 10_000)
    expect(others.map((other) => other.isOpen())).toEqual(Array.from({ length: 9 }, () => true))
  const next = streams.open('ann')
  expect(silent?.isOpen()).toBe(false)
  silent?.close()
  expect(next.isOpen()).toBe(true)
  expect(() => streams.open('ann')).toThrow(ProblemError)
})
