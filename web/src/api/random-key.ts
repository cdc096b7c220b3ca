/**
 * A key that nobody else has. `crypto.randomUUID` is there on pages behind TLS alone, and an installation
 * may be reached over plain HTTP in its own network.
 */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
