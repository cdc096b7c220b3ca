/** Whoever sent a request went away before its body was whole: nobody hears what it is answered. */
export class ClientGone extends Error {
  constructor(cause: unknown) {
    super('the client went away', { cause })
  }
}

/** A body as it comes, and whether it broke off: only its sender can do that. */
export function watchedBody(body: ReadableStream<Uint8Array>) {
  const reader = body.getReader()
  let brokenBy: { cause: unknown } | null = null
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read()
        if (done) controller.close()
        else controller.enqueue(value)
      } catch (cause) {
        brokenBy = { cause }
        controller.error(cause)
      }
    },
    cancel: (reason) => reader.cancel(reason),
  })
  return {
    stream,
    /** What failed because of it, or as it was. */
    reasonOf: (error: unknown) => (brokenBy ? new ClientGone(brokenBy.cause) : error),
  }
}
