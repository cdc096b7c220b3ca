import { type Address, addressText, isWithin, type Network, parseAddress } from './address.ts'

/**
 * Whose word about the client is taken: that of so many proxies in front of us, or of those in
 * certain networks. Anybody can send `X-Forwarded-For`; only what a trusted proxy has added counts.
 */
export type TrustedProxies = { count: number } | { networks: readonly Network[] }

export const noProxies: TrustedProxies = { count: 0 }

/**
 * The client's address on a server of our own.
 *
 * @param socket the address at the other end of the connection
 * @param forwarded `X-Forwarded-For`: to what stands there each proxy adds whom it was asked by
 * @returns null where nothing that is an address was said
 */
export function clientAddress(
  socket: string | null,
  forwarded: string | null,
  trusted: TrustedProxies,
): string | null {
  if (socket === null) return null
  // Without a proxy nothing but the connection counts, whose address is the same each time.
  if ('count' in trusted && trusted.count === 0) return plainAddress(socket)
  const nearest = parseAddress(socket)
  if (!nearest) return null
  let client = nearest
  const claims = (forwarded ?? '').split(',').toReversed()
  for (let hop = 0; isTrusted(client, hop, trusted); hop++) {
    const claimed = parseAddress(withoutPort(claims[hop] ?? ''))
    if (!claimed) break
    client = claimed
  }
  return addressText(client)
}

/** How addresses that connect are written, of so many of them; making it takes longer than a look-up. */
const plain = new Map<string, string | null>()
const mostPlain = 1_000

function plainAddress(socket: string): string | null {
  const known = plain.get(socket)
  if (known !== undefined) return known
  const address = parseAddress(socket)
  const text = address && addressText(address)
  if (plain.size === mostPlain) plain.clear()
  plain.set(socket, text)
  return text
}

/** Whether a trusted proxy sent the request, so that its other `X-Forwarded-*` headers count too. */
export function comesByProxy(socket: string | null, trusted: TrustedProxies): boolean {
  const nearest = socket === null ? null : parseAddress(socket)
  return nearest !== null && isTrusted(nearest, 0, trusted)
}

function isTrusted(address: Address, hop: number, trusted: TrustedProxies): boolean {
  if ('count' in trusted) return hop < trusted.count
  return trusted.networks.some((network) => isWithin(address, network))
}

/** Some proxies add the port: `203.0.113.9:4711`, `[2001:db8::1]:4711`. */
function withoutPort(text: string): string {
  return text.trim().replace(/^(\[.*\]|[\d.]+):\d+$/, '$1')
}
