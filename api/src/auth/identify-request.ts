import type { Context } from '../installation/context.ts'
import { type Identified, nobody } from '../installation/caller.ts'
import { callerOfKey } from '../api-keys/identify-key.ts'

/** Finds out who sends a request, before it is known what it asks for. */
export type Identify = (request: Request, ctx: Context) => Promise<Identified>

/** An API key where there is one, else whoever has a session. */
export function identifyBy(session: Identify): Identify {
  return async (request, ctx) => {
    const authorization = request.headers.get('authorization')
    if (authorization === null) return session(request, ctx)
    return { caller: await callerOfKey(authorization, ctx) }
  }
}

/** For an app without accounts. */
export const identifyNobody: Identify = async () => ({ caller: nobody })
