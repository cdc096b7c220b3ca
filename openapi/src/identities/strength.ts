import { identityTypes } from './registry.ts'

/** What somebody else gave out for one person, then addresses and numbers, then names on sites. */
const strongest = ['external_id', 'sso_id', 'email', 'sms', 'whatsapp']
/** A browser's, and people share browsers. */
const weakest = 'visitor_id'

const order = new Map(
  [
    ...strongest,
    ...identityTypes
      .map(({ key }) => key)
      .filter((key) => !strongest.includes(key) && key !== weakest),
    weakest,
  ].map((key, index) => [key, index]),
)

/** Sorts identity fields by how surely one of their values is one person's, the surest first. */
export function byStrength(a: { key: string }, b: { key: string }): number {
  return (order.get(a.key) ?? order.size) - (order.get(b.key) ?? order.size)
}
