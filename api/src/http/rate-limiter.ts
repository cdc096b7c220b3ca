/** What a limit leaves. */
export interface Verdict {
  allowed: boolean
  /** Requests left; null where the limiter does not tell. */
  remaining: number | null
  /** Seconds until nothing is used any more; of a refusal, until the next one is let through. */
  seconds: number
}

/** So many requests in so many seconds for everybody who is counted under one key. */
export interface Limiter {
  quota: number
  seconds: number
  take(key: string): Verdict | Promise<Verdict>
}

/** Requests of one account or API key in `rateWindow`; twice a careful sender's chunks and more. */
export const defaultRateLimit = 2_000
/** Seconds. */
export const rateWindow = 10
/** Several people may share one address. */
export const peoplePerAddress = 3

/** Keys remembered at once: about 1 MB. Beyond them, whoever was away longest is forgotten. */
const mostKeys = 10_000

/**
 * Counts in memory, for the one process there is: a bucket that holds `quota` and fills evenly, so
 * that a burst is served and a storm is not.
 *
 * @param now milliseconds, from any moment on
 */
export function memoryLimiter(quota: number, seconds: number, now: () => number): Limiter {
  const perMillisecond = quota / (seconds * 1000)
  const buckets = new Map<string, { left: number; at: number }>()
  return {
    quota,
    seconds,
    take(key) {
      const at = now()
      const known = buckets.get(key)
      const filled = known ? known.left + (at - known.at) * perMillisecond : quota
      const full = Math.min(quota, filled)
      const allowed = full >= 1
      const left = allowed ? full - 1 : full
      // Put at the end, so that the first key is always the one unused for longest.
      buckets.delete(key)
      buckets.set(key, { left, at })
      if (buckets.size > mostKeys) buckets.delete(buckets.keys().next().value ?? key)
      const missing = allowed ? quota - left : 1 - left
      return {
        allowed,
        remaining: Math.floor(left),
        seconds: Math.max(1, Math.ceil(missing / perMillisecond / 1000)),
      }
    },
  }
}

/** The platform's limiter, declared as `[[ratelimits]]` in wrangler.toml, whose numbers it repeats. */
export interface PlatformLimiter {
  limit(options: { key: string }): Promise<{ success: boolean }>
}

export function platformLimiter(binding: PlatformLimiter, quota: number, seconds: number): Limiter {
  return {
    quota,
    seconds,
    async take(key) {
      const { success } = await binding.limit({ key })
      return { allowed: success, remaining: success ? null : 0, seconds }
    },
  }
}
