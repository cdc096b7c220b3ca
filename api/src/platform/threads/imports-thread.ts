// The thread behind imports.ts: does the work of imports that it is asked for.
// First of all: schemas made before it is loaded do not get its `openapi`.
import '@hono/zod-openapi'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import type { Need } from '@cardfile/openapi'
import { actorOf, type Caller } from '../../installation/caller.ts'
import { CallerDefinitions } from '../../installation/caller-definitions.ts'
import type { Context } from '../../installation/context.ts'
import { createDatabase, type Meter } from '../../db/database.ts'
import { openEmbedded } from '../../db/embedded.ts'
import { Definitions } from '../../installation/definitions.ts'
import { type ImportWork, importWork } from '../../imports/work.ts'
import { answerCalls } from './calls.ts'
import { type Refusal, refusalOf } from './refusals.ts'
import type { Closing } from './resting-thread.ts'
import { streamFrom } from './streams.ts'
import { writeThrough } from './writer.ts'

export interface ImportsData {
  /** Of the database file. */
  url: string
  /** The way to the thread that writes it. */
  writer: MessagePort
}

type Asked<N extends keyof ImportWork> =
  Parameters<ImportWork[N]> extends [Context, ...infer Args] ? Args : never

/** Something of `ImportWork`, and what it is given after the context; streams as they are offered. */
export type Task =
  | { name: 'applyChunk'; args: Asked<'applyChunk'> }
  | { name: 'importFile'; args: [body: MessagePort | null, input: Asked<'importFile'>[1]] }

type Done = Awaited<ReturnType<ImportWork[keyof ImportWork]>>

/** Who asks, found out and let in by whoever hands it over. */
interface Asking extends Pick<Context, 'ip' | 'requestId'> {
  caller: Caller
  need: Need
}

export interface ImportsRequest {
  from: Asking
  task: Task
}

export type ImportsAnswer = { meter: Meter } & ({ done: Done | null } | { refusal: Refusal })

if (!parentPort) throw new Error('this file is a thread of imports.ts')
const { url, writer } = workerData as ImportsData
// What it looks up is all over the file, and at hand in the memory of the system.
const reader = await openEmbedded(url, { cacheMb: 2 })
const shared = createDatabase(writeThrough(writer, reader), { isNear: true })
const known = new Definitions()

function contextOf({ caller, need, requestId, ip }: Asking): Context {
  return {
    db: shared.session(),
    definitions: new CallerDefinitions(known, caller, need),
    now: Date.now,
    requestId,
    caller,
    actor: actorOf(caller),
    ip,
    later(work) {
      work.catch((error: unknown) =>
        console.error(
          JSON.stringify({
            requestId,
            message: 'work behind an answer failed',
            error: String(error),
          }),
        ),
      )
    },
  }
}

function doing(ctx: Context, { name, args }: Task): Promise<Done> {
  if (name === 'applyChunk') return importWork.applyChunk(ctx, ...args)
  const [body, input] = args
  return importWork.importFile(ctx, body && streamFrom(body), input)
}

async function answer(ctx: Context, task: Task): Promise<ImportsAnswer> {
  const { meter } = ctx.db
  try {
    return { meter, done: await doing(ctx, task) }
  } catch (error) {
    return { meter, refusal: refusalOf(error) }
  }
}

answerCalls(parentPort, async (request: ImportsRequest | Closing): Promise<ImportsAnswer> => {
  if (request !== 'close') return answer(contextOf(request.from), request.task)
  reader.close()
  return { meter: { trips: 0, time: 0 }, done: null }
})
