import { MessageChannel, Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { offerStream, streamFrom } from './streams.ts'

async function all(stream: ReadableStream<Uint8Array>): Promise<Uint8Array[]> {
  const pieces: Uint8Array[] = []
  for await (const one of stream) pieces.push(one)
  return pieces
}

const piece = (size: number, value: number) => new Uint8Array(size).fill(value)

test('a stream comes whole and in its order, whatever its pieces', async () => {
  const pieces = [piece(1, 1), piece(200_000, 2), piece(0, 0), piece(3, 3)]
  const left = [...pieces]
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = left.shift()
      if (next) controller.enqueue(next)
      else controller.close()
    },
  })
  const come = await all(streamFrom(offerStream(stream)))
  expect(Buffer.concat(come)).toEqual(Buffer.concat(pieces))
})

test('pieces are asked for as they are read, and not before', async () => {
  let asked = 0
  const endless = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        asked++
        controller.enqueue(piece(10, asked))
      },
    },
    { highWaterMark: 0 },
  )
  const reader = streamFrom(offerStream(endless)).getReader()
  for (let at = 1; at <= 5; at++) expect((await reader.read()).value?.[0]).toBe(at)
  expect(asked).toBeLessThanOrEqual(6)
  await reader.cancel()
})

test('who wants no more of it has it cancelled where it comes from', async () => {
  const cancelled = Promise.withResolvers<void>()
  const stream = new ReadableStream<Uint8Array>({ cancel: () => cancelled.resolve() })
  await streamFrom(offerStream(stream)).cancel()
  await cancelled.promise
})

test('what it breaks off with is told on the other side', async () => {
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.error(new Error('aborted'))
    },
  })
  await expect(all(streamFrom(offerStream(stream)))).rejects.toThrow('aborted')
})

test('it is cancelled when the thread that reads it is no more', async () => {
  const cancelled = Promise.withResolvers<void>()
  const stream = new ReadableStream<Uint8Array>({ cancel: () => cancelled.resolve() })
  const offered = offerStream(stream)
  const worker = new Worker('setInterval(() => {}, 1000)', {
    eval: true,
    workerData: offered,
    transferList: [offered],
  })
  await new Promise((resolve) => worker.once('online', resolve))
  await worker.terminate()
  await cancelled.promise
})

test('it fails where the one who offers it is no more', async () => {
  const { port1, port2 } = new MessageChannel()
  const reading = all(streamFrom(port2))
  port1.close()
  await expect(reading).rejects.toThrow('is gone')
})
