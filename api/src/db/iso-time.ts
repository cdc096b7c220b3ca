/** A stored time, in milliseconds since 1970, as it travels: ISO 8601 in UTC. */
export function isoTime(at: unknown): string {
  return new Date(Number(at)).toISOString()
}
