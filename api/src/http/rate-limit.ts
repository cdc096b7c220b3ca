import { detail } from '@cardfile/openapi'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { ProblemError } from '../errors/problem-error.ts'
import { clientNetwork, parseAddress } from './address.ts'
import type { Environment } from './environment.ts'
import { answer } from './problem-response.ts'
import {
  type Limiter,
  memoryLimiter,
  peoplePerAddress,
  rateWindow,
  type Verdict,
} from './rate-limiter.ts'

/** Who is counted: a client by its network, and an account or API key wherever it is used from. */
export interface RateLimits {
  address: Limiter
  account: Limiter
}

/** Limits counted by this process. @param quota of one account or API key; 0 for none */
export function memoryLimits(quota: number, now = () => performance.now()): RateLimits | undefined {
  if (quota === 0) return undefined
  return {
    address: memoryLimiter(quota * peoplePerAddress, rateWindow, now),
    account: memoryLimiter(quota, rateWindow, now),
  }
}

/**
 * Counts a request for its network, before anybody looks who is asking: guessing keys is no cheaper
 * than using one.
 */
export const limitAddress = limited('address', (c) => {
  const address = parseAddress(c.get('ctx').ip ?? '')
  return address && clientNetwork(address)
})

/** Counts a request for the account or the API key that sent it, wherever it is used from. */
export const limitAccount = limited('account', (c) => {
  const { actor } = c.get('ctx')
  return actor === 'system' ? null : actor
})

/** @param keyOf null where there is nobody to count a request for */
function limited(name: keyof RateLimits, keyOf: (c: Context<Environment>) => string | null) {
  return (limits: RateLimits) => {
    const limiter = limits[name]
    return createMiddleware<Environment>(async (c, next) => {
      const key = keyOf(c)
      if (key === null) return next()
      const verdict = await limiter.take(key)
      if (verdict.allowed) await next()
      else c.res = refusal(c, verdict)
      tell(c.res.headers, name, limiter, verdict)
    })
  }
}

function refusal(c: Context<Environment>, { seconds }: Verdict): Response {
  const problem = new ProblemError('too_many_requests', {
    detail: detail('too_many_requests', { seconds }),
  })
  const response = answer(problem, c.get('ctx').requestId)
  response.headers.set('retry-after', String(seconds))
  return response
}

/** The fields of draft-ietf-httpapi-ratelimit-headers-11, one item for each limit that counted. */
function tell(
  headers: Headers,
  name: string,
  { quota, seconds: window }: Limiter,
  { remaining, seconds }: Verdict,
): void {
  headers.append('ratelimit-policy', `"${name}";q=${quota};w=${window}`)
  if (remaining !== null) headers.append('ratelimit', `"${name}";r=${remaining};t=${seconds}`)
}
