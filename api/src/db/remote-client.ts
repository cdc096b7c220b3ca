import type { InStatement } from '@libsql/client/web'
import { type HttpStream, openHttp, parseLibsqlUrl } from '@libsql/hrana-client'
import type { DatabaseClient } from './client.ts'
import { boundStatement, type Beginning, sendBatch, sendStatement } from './remote-batch.ts'
import { remoteError } from './remote-error.ts'
import { gaveWay, isPassing, isUndone, RemoteFailure, RemoteTimeout } from './remote-failure.ts'
import type { Result } from './result.ts'

interface RemoteOptions {
  /** `libsql:`, `https:` or `http:` */
  url: string
  authToken: string | undefined
  /** Milliseconds that a call may take, with all that is tried again. */
  timeout: number
  /** Milliseconds to wait before each time that a call is tried again; the last where others write. */
  pauses?: readonly number[]
}

/** An outage that lasts longer is for whoever asks to wait for; others who write are waited for until the end. */
const defaultPauses = [50, 300, 800, 1_600]

/**
 * A client of a libSQL server. Each call is one request of its own, so that nothing outlives the request
 * it is for, which Workers forbid. It ends after `timeout` at the latest. It is tried again where that can
 * do nothing twice: what reads, and what is known not to be written.
 *
 * @throws LibsqlError for a URL that is none
 */
export function createRemoteClient(options: RemoteOptions): DatabaseClient {
  const { hranaHttpUrl, authToken = options.authToken } = parseLibsqlUrl(options.url)
  if (hranaHttpUrl === undefined)
    throw new TypeError('only libsql:, https: and http: are URLs here')
  const { timeout, pauses = defaultPauses } = options
  // A path without a slash at its end would lose its last part.
  const url = hranaHttpUrl.endsWith('/') ? hranaHttpUrl : `${hranaHttpUrl}/`
  const aborts = new Set<AbortController>()

  async function once<T>(send: (stream: HttpStream) => Promise<T>, until: number): Promise<T> {
    const abort = new AbortController()
    aborts.add(abort)
    const late = new RemoteTimeout(`the database did not answer within ${timeout} ms`)
    const over = Promise.withResolvers<never>()
    over.promise.catch(() => {})
    const timer = setTimeout(() => {
      over.reject(late)
      abort.abort(late)
    }, until - performance.now())
    const hrana = openHttp(url, authToken, (request: Request) =>
      fetch(request, { signal: abort.signal }),
    )
    try {
      return await Promise.race([send(hrana.openStream()), over.promise])
    } catch (error) {
      throw remoteError(error)
    } finally {
      clearTimeout(timer)
      hrana.close()
      aborts.delete(abort)
    }
  }

  async function ask<T>(
    send: (stream: HttpStream) => Promise<T>,
    canRepeat: (error: unknown) => boolean,
  ): Promise<T> {
    const until = performance.now() + timeout
    let met: unknown
    for (let tries = 0; ; tries++) {
      const pause = pauses[tries] ?? pauses.at(-1) ?? 0
      try {
        return await once(send, until)
      } catch (error) {
        const isOver = tries >= pauses.length && !gaveWay(error)
        // What kept it from being done tells more than that its time is over.
        if (error instanceof RemoteTimeout && met !== undefined)
          throw new RemoteFailure(`${error.message}, after ${String(met)}`, { cause: error })
        if (isOver || !canRepeat(error) || performance.now() + pause * 1.5 >= until) throw error
        met = error
      }
      // Those who met each other do not come back at the same moment.
      await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())))
    }
  }

  const transaction = (
    beginning: Beginning,
    statements: readonly InStatement[],
    around?: Parameters<typeof sendBatch>[3],
  ): Promise<Result[]> => {
    const bound = statements.map(boundStatement)
    return ask(
      (stream) => sendBatch(stream, beginning, bound, around),
      beginning === 'read' ? isPassing : isUndone,
    )
  }

  return {
    batch: async (statements, mode) => transaction(mode, statements),
    async execute(statement) {
      const bound = boundStatement(statement)
      return ask((stream) => sendStatement(stream, bound), isUndone)
    },
    migrate: async (statements) =>
      transaction('deferred', statements, {
        before: 'PRAGMA foreign_keys = off',
        after: 'PRAGMA foreign_keys = on',
      }),
    close() {
      for (const abort of aborts) abort.abort(new RemoteFailure('the client was closed'))
    },
  }
}
