/** Drawn ahead, for some two hundred: asking for sixteen bytes at a time costs more than all else. */
const random = new Uint8Array(2_048)
const taken = 10
let at = random.length

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

function nextByte(): number {
  return random[at++] ?? 0
}

/**
 * A UUID version 7 (RFC 9562 §5.7): sorts by time of creation, so that the index on it grows at its
 * end. Within a millisecond the order is random.
 *
 * @param time milliseconds since 1970
 */
export function uuidv7(time: number): string {
  if (at + taken > random.length) {
    crypto.getRandomValues(random)
    at = 0
  }
  const stamp = time.toString(16).padStart(12, '0')
  const byte = (keep = 0xff, set = 0) => hex[(nextByte() & keep) | set] ?? ''
  const rest = `${byte(0x0f, 0x70)}${byte()}-${byte(0x3f, 0x80)}${byte()}-`
  return `${stamp.slice(0, 8)}-${stamp.slice(8)}-${rest}${byte()}${byte()}${byte()}${byte()}${byte()}${byte()}`
}
