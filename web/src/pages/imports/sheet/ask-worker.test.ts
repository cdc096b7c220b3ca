import { plainReason } from '@cardfile/openapi'
import { afterEach, expect, it } from 'vitest'
import { askedOf } from './ask-worker.ts'
import type { SheetAnswer, SheetQuestion } from './sheet-messages.ts'

const ports: MessagePort[] = []
afterEach(() => {
  for (const port of ports.splice(0)) port.close()
})

/** A reader at the other end of a channel, which answers some questions and then no more. */
function readerWith(answers: SheetAnswer[]) {
  const { port1, port2 } = new MessageChannel()
  ports.push(port1, port2)
  const heard: SheetQuestion[] = []
  port2.addEventListener('message', ({ data }: MessageEvent<SheetQuestion>) => {
    heard.push(data)
    const answer = answers.shift()
    if (answer) port2.postMessage(answer)
  })
  port1.start()
  port2.start()
  let ended = false
  const worker = Object.assign(port1, { terminate: () => void (ended = true) })
  return { heard, worker, isEnded: () => ended }
}

const soon = { seconds: 4, second: 10 }
const look = { ask: 'look', sheet: 0 } as const

it('ends a reader that goes on for ever, and tells everybody who waits for it', async () => {
  const { worker, isEnded } = readerWith([{ answer: 'begun' }])
  const asked = askedOf(worker, soon)
  await asked.ask({ ask: 'begin', sheet: 0, after: 1, chunkRows: 1_000 }, 'begun')
  expect(asked.closed).toBe(false)
  const both = [asked.ask(look, 'looked'), asked.ask({ ask: 'rows' }, 'rows')]
  for (const waiting of both)
    await expect(waiting).rejects.toThrow(/longer than 4 seconds and was stopped\. .*save it anew/)
  expect(isEnded()).toBe(true)
  expect(asked.closed).toBe(true)
  await expect(asked.ask(look, 'looked')).rejects.toThrow('longer than 4 seconds')
})

it('leaves one alone that answers in time, however many questions there are', async () => {
  const { heard, worker, isEnded } = readerWith(
    Array.from({ length: 12 }, () => ({ answer: 'begun' }) as const),
  )
  const asked = askedOf(worker, soon)
  for (let at = 0; at < 12; at++) {
    await asked.ask({ ask: 'begin', sheet: 0, after: at, chunkRows: 1_000 }, 'begun')
    await new Promise((resolve) => setTimeout(resolve, soon.second))
  }
  expect(heard).toHaveLength(12)
  expect(isEnded()).toBe(false)
})

it('says what is wrong with the file, and whether it is text', async () => {
  const { worker } = readerWith([
    { answer: 'refused', told: plainReason('Row 3: …'), isText: true },
  ])
  await expect(askedOf(worker, soon).ask(look, 'looked')).rejects.toMatchObject({
    message: 'Row 3: …',
    isText: true,
  })
})
