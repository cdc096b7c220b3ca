/** IANA name of the zone of who looks. */
export function localZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}
