/**
 * Gives way to whoever waits for this thread and goes on after them. Long work in memory stops here now
 * and then: awaiting what is there already lets nobody else in.
 */
export function othersFirst(): Promise<void> {
  return new Promise((resolve) => {
    // A timer waits a millisecond at least, which adds up; where there is better, it is taken.
    if ('setImmediate' in globalThis) setImmediate(resolve)
    else setTimeout(resolve, 0)
  })
}
