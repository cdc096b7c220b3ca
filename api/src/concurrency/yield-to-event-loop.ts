/**
 * Gives way to whoever waits for this thread and goes on after them. Long work in memory stops here now
 * and then: awaiting what is there already lets nobody else in.
 */
export function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => {
    // A timer waits a millisecond at least, which adds up; where there is better, it is taken.
    if ('setImmediate' in globalThis) setImmediate(resolve)
    else setTimeout(resolve, 0)
  })
}

/** Rows of a file, or contacts, that take some milliseconds together, whatever is usually done to them. */
const atAStretch = 100
/** Milliseconds of work after which others are let in sooner; a clock is looked at after each few. */
const longStretch = 4
const few = 10

/** Many, some at a time; gives way before each time. */
export async function* yielding<T>(list: readonly T[]): AsyncGenerator<readonly T[]> {
  for (let from = 0; from < list.length; from += atAStretch) {
    await yieldToEventLoop()
    yield list.slice(from, from + atAStretch)
  }
}

/**
 * Does something to each of many, one after another; gives way before it begins, and every so often: the sooner
 * the longer one takes, where the platform has a clock that goes on meanwhile (workerd's stands still).
 */
export async function forEachYielding<T>(
  list: readonly T[],
  work: (item: T, index: number) => void,
): Promise<void> {
  for (let from = 0; from < list.length;) {
    await yieldToEventLoop()
    const end = Math.min(list.length, from + atAStretch)
    const until = performance.now() + longStretch
    do {
      const next = Math.min(end, from + few)
      for (; from < next; from++) work(list[from] as T, from)
    } while (from < end && performance.now() < until)
  }
}
