/** So many chunks of one import are made ready at once; what comes beyond is judged by its number alone. */
const mostAtOnce = 4

/** How often a chunk looks whether its turn has come, in milliseconds. */
const lookAgain = 2

// Beside the definitions, which live as long as an app and belong to one database.
const turns = new WeakMap<object, Map<string, Set<number>>>()

/** A chunk among those of its import that this process has in hand. */
export interface Turn {
  /** Resolves when no chunk before this one is in hand any more. */
  come(): Promise<void>
  end(): void
}

/**
 * Lets the next chunk of an import be made ready while the one before it is being written. Nothing
 * depends on it: which chunk is the next one is known to the database alone. It is looked at again and
 * again, since on some runtimes one request cannot wait for another's promise.
 *
 * @param app what lives as long as the app does
 */
export function takeTurn(app: object, importId: string, number: number): Turn {
  const imports = turns.get(app) ?? new Map<string, Set<number>>()
  turns.set(app, imports)
  const inHand = imports.get(importId) ?? new Set<number>()
  imports.set(importId, inHand)
  const joins = inHand.size < mostAtOnce && !inHand.has(number)
  if (joins) inHand.add(number)
  const mayCome = () => !joins || ![...inHand].some((other) => other < number)
  return {
    async come() {
      while (!mayCome()) await new Promise((resolve) => setTimeout(resolve, lookAgain))
    },
    end() {
      if (joins) inHand.delete(number)
      if (inHand.size === 0) imports.delete(importId)
    },
  }
}
