/** An IP address as 16 bytes; one of IPv4 as IPv6 maps it (RFC 4291 §2.5.5.2). */
export type Address = Uint8Array

/** @returns null for what is no address. Takes brackets, a zone and mapped IPv4. */
export function parseAddress(text: string): Address | null {
  const bare = text
    .trim()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/%.*$/, '')
  return bare.includes(':') ? parseV6(bare) : parseV4(bare)
}

function parseV4(text: string): Address | null {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part))) return null
  const bytes = parts.map(Number)
  if (bytes.some((byte) => byte > 255)) return null
  return Uint8Array.from([...mappedPrefix, ...bytes])
}

const mappedPrefix = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255]

function parseV6(text: string): Address | null {
  const halves = text.split('::')
  if (halves.length > 2) return null
  const [head, tail] = [groupsOf(halves[0] ?? ''), groupsOf(halves[1] ?? '')]
  if (!head || !tail) return null
  const missing = 8 - head.length - tail.length
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null
  const groups = [...head, ...Array.from({ length: missing }, () => 0), ...tail]
  return Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 255]))
}

function groupsOf(text: string): number[] | null {
  if (text === '') return []
  const groups: number[] = []
  for (const part of text.split(':')) {
    const v4 = part.includes('.') ? parseV4(part) : null
    if (v4) groups.push(((v4[12] ?? 0) << 8) | (v4[13] ?? 0), ((v4[14] ?? 0) << 8) | (v4[15] ?? 0))
    else if (/^[\da-f]{1,4}$/i.test(part)) groups.push(Number.parseInt(part, 16))
    else return null
  }
  return groups
}

const isV4 = (address: Address) => mappedPrefix.every((byte, index) => address[index] === byte)

/** As people write it: dotted for IPv4, groups without leading zeros for IPv6. */
export function addressText(address: Address): string {
  if (isV4(address)) return address.subarray(12).join('.')
  const groups = Array.from({ length: 8 }, (_, index) =>
    (((address[index * 2] ?? 0) << 8) | (address[index * 2 + 1] ?? 0)).toString(16),
  )
  return groups.join(':').replace(/(?:^|:)0(?::0)+(?::|$)/, '::')
}

/**
 * What one client is counted by. A subscriber of IPv6 has a /64 at least (RFC 6177), so that single
 * addresses would count nobody.
 */
export function clientNetwork(address: Address): string {
  if (isV4(address)) return addressText(address)
  return `${addressText(Uint8Array.from([...address.subarray(0, 8), ...Array(8).fill(0)]))}/64`
}

/** A range in CIDR notation, or a single address. */
export interface Network {
  address: Address
  bits: number
}

export function parseNetwork(text: string): Network | null {
  const [base = '', length, ...more] = text.split('/')
  const address = parseAddress(base)
  if (!address || more.length > 0) return null
  const whole = isV4(address) ? 32 : 128
  if (length === undefined) return { address, bits: 128 }
  if (!/^\d{1,3}$/.test(length) || Number(length) > whole) return null
  return { address, bits: 128 - whole + Number(length) }
}

export function isWithin(address: Address, { address: base, bits }: Network): boolean {
  for (let bit = 0; bit < bits; bit += 8) {
    const mask = bits - bit >= 8 ? 255 : (255 << (8 - (bits - bit))) & 255
    const index = bit / 8
    if (((address[index] ?? 0) & mask) !== ((base[index] ?? 0) & mask)) return false
  }
  return true
}
