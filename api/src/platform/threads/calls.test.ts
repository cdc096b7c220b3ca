import { LibsqlError } from '@libsql/client/web'
import { MessageChannel } from 'node:worker_threads'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { answerCalls, Calls } from './calls.ts'

let channel: MessageChannel
let calls: Calls<unknown, unknown>
let answer: (asked: unknown) => Promise<unknown>

beforeEach(() => {
  channel = new MessageChannel()
  calls = new Calls(channel.port1)
  answerCalls(channel.port2, (asked) => answer(asked))
})
afterEach(() => channel.port1.close())

test('each call gets its own answer, in whatever order they come', async () => {
  const begun: unknown[] = []
  const free = Promise.withResolvers<void>()
  answer = async (asked) => {
    begun.push(asked)
    if (asked === 'slow') await free.promise
    return `${String(asked)} done`
  }
  const slow = calls.ask('slow')
  expect(await calls.ask('quick')).toBe('quick done')
  free.resolve()
  expect(await slow).toBe('slow done')
  expect(begun).toEqual(['slow', 'quick'])
})

test.each([
  [new LibsqlError('gone', 'SQLITE_BUSY'), { code: 'SQLITE_BUSY', message: 'SQLITE_BUSY: gone' }],
  [new RangeError('too far'), { message: 'too far' }],
])('an error arrives as what it is: %s', async (error, expected) => {
  answer = async () => {
    throw error
  }
  const asking = calls.ask('anything')
  await expect(asking).rejects.toMatchObject(expected)
  await expect(asking).rejects.toBeInstanceOf(error instanceof LibsqlError ? LibsqlError : Error)
})

test('what cannot be sent is refused, and stands in nobody’s way', async () => {
  answer = async (asked) => asked
  await expect(calls.ask(() => {})).rejects.toThrow('could not be cloned')
  expect(await calls.ask(7)).toBe(7)
})

test('an answer that cannot be sent is a fault, not silence', async () => {
  answer = async () => () => {}
  await expect(calls.ask('anything')).rejects.toThrow('could not be cloned')
})

test('at the end who waits is refused, and who comes later', async () => {
  answer = () => new Promise(() => {})
  const waiting = calls.ask('now')
  calls.end(new Error('over'))
  await expect(waiting).rejects.toThrow('over')
  await expect(calls.ask('later')).rejects.toThrow('over')
})
