const day = 86_400_000

/** How long what was deleted can be brought back, and what was imported is known, in milliseconds. */
export const keptFor = 90 * day

/** How long a request sent again with its Idempotency-Key is answered as before, in milliseconds. */
export const repeatableFor = day
