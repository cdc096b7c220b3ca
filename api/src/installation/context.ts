import type { CallerDefinitions } from './caller-definitions.ts'
import type { Caller } from './caller.ts'
import type { Database } from '../db/database.ts'

/** What a service needs to know of the request it works for. Nothing here knows of HTTP. */
export interface Context {
  db: Database
  /** As the caller may know them. */
  definitions: CallerDefinitions
  /** Milliseconds since 1970. */
  now: () => number
  requestId: string
  caller: Caller
  /** The caller as the change log names them. */
  actor: string | null
  /** Trusted address of the client; null where there is none, as for scheduled jobs. */
  ip: string | null
  /** Lets work go on behind the answer. It must not matter whether it succeeds. */
  later: (work: Promise<unknown>) => void
}
