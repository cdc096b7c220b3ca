import type { Values } from '@cardfile/openapi'

/** Something that gave a field its value: somebody, or a merge. */
interface Op {
  merge: string | null
  value: unknown
}

interface NaiveContact {
  /** By field key: all that gave it a value and still counts, the last on top. */
  ops: Map<string, Op[]>
  emails: Set<string>
  into: { survivor: string; merge: string } | null
}

interface NaiveMerge {
  survivor: string
  sources: string[]
  /** E-mail addresses that the survivor got by it. */
  brought: Set<string>
}

/**
 * Merges and their undoing as one would do it on paper: each value is a pile of what gave it, of which a merge
 * that is taken back is drawn out. Knows fields of one value, and e-mail addresses.
 */
export class NaiveMerges {
  readonly contacts = new Map<string, NaiveContact>()
  readonly merges = new Map<string, NaiveMerge>()

  create(id: string, values: Values): void {
    this.contacts.set(id, { ops: new Map(), emails: new Set(), into: null })
    this.become(id, values)
  }

  /** Somebody made it so. */
  become(id: string, values: Values): void {
    const contact = this.#contact(id)
    const keys = new Set([...contact.ops.keys(), ...Object.keys(values)])
    keys.delete('email')
    for (const key of keys) this.#put(contact, key, { merge: null, value: values[key] })
    contact.emails = new Set(values.email as string[] | undefined)
  }

  /** @param values what the survivor has by it */
  merge(merge: string, survivor: string, sources: string[], values: Values): void {
    const contact = this.#contact(survivor)
    for (const key of new Set([...contact.ops.keys(), ...Object.keys(values)]))
      if (key !== 'email') this.#put(contact, key, { merge, value: values[key] })
    const emails = new Set(values.email as string[])
    this.merges.set(merge, { survivor, sources, brought: without(emails, contact.emails) })
    contact.emails = emails
    for (const id of sources) this.#contact(id).into = { survivor, merge }
  }

  /** The contact that is there for one that was merged. */
  live(id: string): string {
    const { into } = this.#contact(id)
    return into ? this.live(into.survivor) : id
  }

  undo(merge: string): void {
    const { survivor, sources, brought } = this.#merge(merge)
    const holder = this.#contact(survivor)
    const gone = both(holder.emails, brought)
    for (const key of holder.ops.keys()) this.#shift(survivor, key, merge, () => undefined)
    this.#take(survivor, gone)
    for (const id of sources) {
      const source = this.#contact(id)
      source.into = null
      source.emails = new Set([...source.emails].filter((email) => !this.#isHeldByOther(id, email)))
    }
    this.merges.delete(merge)
  }

  values(id: string): Values {
    const { ops, emails } = this.#contact(id)
    const values: Values = { email: [...emails].sort() }
    for (const [key, pile] of ops) {
      const value = pile.at(-1)?.value
      if (value !== undefined && value !== null) values[key] = value
    }
    return values
  }

  #contact(id: string): NaiveContact {
    const contact = this.contacts.get(id)
    if (!contact) throw new Error(`no contact ${id}`)
    return contact
  }

  #merge(id: string): NaiveMerge {
    const merge = this.merges.get(id)
    if (!merge) throw new Error(`no merge ${id}`)
    return merge
  }

  #put(contact: NaiveContact, key: string, op: Op): void {
    const pile = contact.ops.get(key) ?? []
    if ((pile.at(-1)?.value ?? null) !== (op.value ?? null)) pile.push(op)
    contact.ops.set(key, pile)
  }

  /** What a merge gave becomes something else, here and where it went on to. @param to of what is below it */
  #shift(id: string, key: string, merge: string, to: (below: unknown) => unknown): void {
    const contact = this.#contact(id)
    const pile = contact.ops.get(key) ?? []
    const was = pile.at(-1)?.value
    const at = pile.findIndex((op) => op.merge === merge)
    const op = pile[at]
    if (!op) return
    const below = pile[at - 1]?.value
    const value = to(below) ?? undefined
    const next = pile.findIndex((other, index) => index > at && other.merge !== null)
    const end = next < 0 ? pile.length : next
    const isAsMerged = pile[end - 1]?.value === op.value
    const stays = value === undefined || value === (below ?? undefined)
    if (isAsMerged) pile.splice(at, end - at, ...(stays ? [] : [{ merge, value }]))
    else if (stays) op.merge = null
    else op.value = value
    // A later merge that no longer changes anything gave nothing.
    const above = pile[isAsMerged && stays ? at : at + 1]
    if (above?.merge && above.value === pile[pile.indexOf(above) - 1]?.value)
      pile.splice(pile.indexOf(above), 1)
    const is = pile.at(-1)?.value
    const { into } = contact
    if (!into || was === is) return
    const given = this.#contact(into.survivor)
      .ops.get(key)
      ?.find((one) => one.merge === into.merge)
    if (given && given.value === was) this.#shift(into.survivor, key, into.merge, () => is)
  }

  #take(id: string, emails: ReadonlySet<string>): void {
    const contact = this.#contact(id)
    const gone = both(contact.emails, emails)
    contact.emails = without(contact.emails, gone)
    if (!contact.into) return
    // What is no longer the source's did not come by it.
    const merge = this.#merge(contact.into.merge)
    const came = both(gone, merge.brought)
    merge.brought = without(merge.brought, gone)
    this.#take(contact.into.survivor, came)
  }

  #isHeldByOther(id: string, email: string): boolean {
    return [...this.contacts].some(
      ([other, { emails, into }]) =>
        other !== id && into === null && !this.trashed.has(other) && emails.has(email),
    )
  }

  readonly trashed = new Set<string>()
}

function both(some: ReadonlySet<string>, others: ReadonlySet<string>): Set<string> {
  return new Set([...some].filter((one) => others.has(one)))
}

function without(some: ReadonlySet<string>, others: ReadonlySet<string>): Set<string> {
  return new Set([...some].filter((one) => !others.has(one)))
}
