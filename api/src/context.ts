import type { Database } from './db/database.ts'
import type { Definitions } from './fields/definitions.ts'

/** What a service needs to know of the request it works for. Nothing here knows of HTTP. */
export interface Context {
  db: Database
  definitions: Definitions
  /** Milliseconds since 1970. */
  now: () => number
  requestId: string
  /** Who did it, as the change log names them; null while there is no sign-in. */
  actor: string | null
}
