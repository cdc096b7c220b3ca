/** An identity as it is typed, with what is kept of it and the key it is compared by. */
interface GoodIdentity {
  typed: string
  value: string
  key: string
}

/** An identity that is refused, with the code of the reason. */
interface BadIdentity {
  typed: string
  code: string
}

/** Of one kind of identity: what is taken and what is refused. */
export interface Cases {
  good: GoodIdentity[]
  bad: BadIdentity[]
}

/** A spelling that is taken. */
export const good = (typed: string, value: string, key = value): GoodIdentity => ({
  typed,
  value,
  key,
})

/** Spellings that are all kept as one value. */
export const one = (value: string, key: string, spellings: string[]) =>
  spellings.map((typed) => good(typed, value, key))

/** Spellings refused for one reason. */
export const bad = (code: string, typed: string[]): BadIdentity[] =>
  typed.map((one) => ({ typed: one, code }))

/** Spellings of a handle, which is compared without its capitals. */
export const linksTo = (handle: string, links: string[]) => one(handle, handle.toLowerCase(), links)
