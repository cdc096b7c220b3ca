import { callerOfKey } from '../api-keys/identify-key.ts'
import type { Identify } from '../installation/identify.ts'

/** An API key where there is one, else whoever has a session. */
export function identifyBy(session: Identify): Identify {
  return async (request, ctx) => {
    const authorization = request.headers.get('authorization')
    if (authorization === null) return session(request, ctx)
    return { caller: await callerOfKey(authorization, ctx) }
  }
}
