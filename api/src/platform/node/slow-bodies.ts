import type { IncomingMessage, Server, ServerResponse } from 'node:http'

export interface BodyLimits {
  /** Milliseconds for a whole request, and how often it is looked at; as Node's own options. */
  requestTimeout: number
  connectionsCheckingInterval: number
  /** A file takes as long as it takes, as long as so many bytes come in so many milliseconds. */
  fileWindow: number
  leastOfFile: number
}

interface Watched {
  begun: number
  /** When the present window began, and what the connection had brought until then. */
  since: number
  before: number
  isFile: boolean
  /** Whether the last look found its window over. */
  late: boolean
  response: ServerResponse
}

const tooSlow = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n'

/**
 * Cuts off whose body comes too slowly. Node's own `requestTimeout`, which this replaces, is one for
 * all requests: the largest file over a slow line takes longer than anybody else may hold a connection.
 *
 * @param isFile whether a request's body is a file, of whatever length
 */
export function limitBodies(
  server: Server,
  limits: BodyLimits,
  isFile: (request: IncomingMessage) => boolean,
): void {
  const open = new Map<IncomingMessage, Watched>()
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { headers, socket } = request
    if (!headers['transfer-encoding'] && !Number(headers['content-length'])) return
    const now = performance.now()
    open.set(request, {
      begun: now,
      since: now,
      before: socket.bytesRead,
      isFile: isFile(request),
      late: false,
      response,
    })
    request.once('close', () => open.delete(request))
  })
  const timer = setInterval(() => {
    const now = performance.now()
    for (const [request, watched] of open) {
      if (request.complete) open.delete(request)
      else if (isTooSlow(request, watched, now, limits)) cutOff(request, watched.response)
    }
  }, limits.connectionsCheckingInterval)
  timer.unref()
  server.once('close', () => clearInterval(timer))
}

function isTooSlow(
  { socket, readableLength }: IncomingMessage,
  watched: Watched,
  now: number,
  { requestTimeout, fileWindow, leastOfFile }: BodyLimits,
): boolean {
  // What is still sent after the answer, nobody reads.
  if (!watched.isFile || watched.response.writableEnded) return now - watched.begun > requestTimeout
  const came = socket.bytesRead - watched.before
  // What has come and is not yet read waits for us: then it is not the sender who is slow.
  if (came >= leastOfFile || readableLength > 0) {
    watched.since = now
    watched.before = socket.bytesRead
    watched.late = false
    return false
  }
  // Looked at twice: a process that was held up has not yet seen what came meanwhile.
  const wasLate = watched.late
  watched.late = now - watched.since > fileWindow
  return wasLate && watched.late
}

function cutOff({ socket }: IncomingMessage, { headersSent }: ServerResponse): void {
  if (!headersSent && socket.writable) socket.write(tooSlow)
  socket.destroySoon()
}
