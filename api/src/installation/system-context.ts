import type { Context } from './context.ts'
import type { Database } from '../db/database.ts'
import { Definitions } from './definitions.ts'
import { actorOf, type Caller } from './caller.ts'
import { CallerDefinitions } from './caller-definitions.ts'

const caller: Caller = { kind: 'system' }

/** For work that nobody asked for: sample data, scheduled jobs. It may do everything. */
export function systemContext(
  db: Database,
  { definitions = new Definitions(), now = Date.now } = {},
): Context {
  return {
    db,
    definitions: new CallerDefinitions(definitions, caller, 'signed_in'),
    now,
    requestId: crypto.randomUUID(),
    caller,
    actor: actorOf(caller),
    ip: null,
    later: (work) => void work.catch(() => undefined),
  }
}
