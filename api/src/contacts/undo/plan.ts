import type { Claim, Holder } from '../identity-keys.ts'

/** A contact that is to go back, beside what it was before. */
export interface Changed {
  seq: number
  /** The keys it has now. */
  held: readonly Claim[]
  /** The keys it had before; none for a contact that goes to the trash. */
  wanted: readonly Claim[]
}

/** One outside the page of those that are to go back. */
export interface OutsideHolder extends Holder {
  /** It may give the key up yet: it is to go back too, and still to be looked at. */
  pending: boolean
}

interface Blocked {
  seq: number
  holder: OutsideHolder
}

export interface UndoPlan {
  /** Contacts that can go back together. */
  back: ReadonlySet<number>
  blocked: readonly Blocked[]
}

/**
 * Which of the contacts can go back to what they were without two of them having one key. They give
 * up what they hold all at once, so they may exchange keys among themselves; one that stays as it is
 * keeps its keys, which may block others in turn. Pure.
 *
 * @param names what a contact is called, for those that a blocked one is told about
 */
export function planUndo(
  contacts: readonly Changed[],
  holders: readonly OutsideHolder[],
  names: ReadonlyMap<number, string>,
): UndoPlan {
  const wanted = new Map<string, { claim: Claim; by: Changed[] }>()
  for (const contact of contacts)
    for (const claim of contact.wanted) {
      const known = wanted.get(String(claim))
      if (known) known.by.push(contact)
      else wanted.set(String(claim), { claim, by: [contact] })
    }
  const staying = new Map<number, OutsideHolder>()
  const queue: [Changed, OutsideHolder][] = []
  const block = (contact: Changed, holder: OutsideHolder) => {
    if (staying.has(contact.seq)) return
    staying.set(contact.seq, holder)
    queue.push([contact, holder])
  }
  const nameOf = ({ seq }: Changed) => names.get(seq) ?? ''

  const blockInTurn = () => {
    while (queue.length > 0)
      for (const [contact, { pending }] of queue.splice(0))
        for (const claim of contact.held)
          for (const other of wanted.get(String(claim))?.by ?? [])
            block(other, { claim, name: nameOf(contact), pending })
  }

  for (const holder of holders)
    for (const contact of wanted.get(String(holder.claim))?.by ?? []) block(contact, holder)
  blockInTurn()
  // Both had it before, one after the other.
  for (const { claim, by } of wanted.values()) {
    const [first, ...others] = by.filter(({ seq }) => !staying.has(seq))
    for (const contact of others)
      block(contact, { claim, name: nameOf(first ?? contact), pending: false })
  }
  blockInTurn()
  return {
    back: new Set(contacts.map(({ seq }) => seq).filter((seq) => !staying.has(seq))),
    blocked: [...staying].map(([seq, holder]) => ({ seq, holder })),
  }
}
