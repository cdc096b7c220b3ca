import { answered, client } from './client.ts'
import type { Schemas } from './types.ts'
import { untilAnswered } from './until-answered.ts'

export type SetUpDocument = Schemas['SchemaDocument']
export type SetUpPlan = Schemas['SchemaPlan']
export type SetUpStep = Schemas['SchemaStep']
/** What is to be deleted by a plan: fields by key, all else by name. */
export type Prune = Required<Schemas['SchemaPrune']>

/** The whole set-up, as far as whoever is signed in sees it. */
export const pullSetUp = (signal?: AbortSignal): Promise<SetUpDocument> =>
  answered(client.GET('/api/v1/schema', signal ? { signal } : {}))

/** What applying a document would do; nothing is changed by it. */
export const planSetUp = (
  document: SetUpDocument,
  prune: Prune,
  signal: AbortSignal,
): Promise<SetUpPlan> =>
  answered(client.POST('/api/v1/schema/plan', { body: { document, prune }, signal }))

/** Takes as many steps of a plan as one request may, each once, however often it has to be sent. */
export const applySetUp = (planId: string, signal: AbortSignal) =>
  untilAnswered(() => answered(client.POST('/api/v1/schema/apply', { body: { planId }, signal })), {
    signal,
  })

export type Applied = Awaited<ReturnType<typeof applySetUp>>
