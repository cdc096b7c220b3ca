import type { OidcSettings } from '../../src/installation/account-settings.ts'
import type { Hashing } from './hashing.ts'

/** What a request to the Worker carries in front of its body, so that nothing on the way adds to it. */
export interface Envelope {
  database: {
    url: string
    token: string
    hashing: Hashing
    timeoutSeconds?: number
    oidc?: OidcSettings
  }
  /** What is asked for; `at` is the time of the scheduled job, in milliseconds since 1970. */
  ask:
    | { kind: 'fetch'; url: string; method: string; headers: [string, string][] }
    | { kind: 'schedule'; at: number }
    | { kind: 'forget' }
}

/** What of the API's response travels beside its body. */
export interface Reply {
  status: number
  statusText: string
  headers: [string, string][]
}

export const replyHeader = 'x-cardfile-reply'
/** Where the Worker takes envelopes: a path that is its own and not the screens'. */
export const envelopePath = '/api/envelope'

/** One line of JSON, then the body as it is. */
export function writeEnvelope(envelope: Envelope, body: ArrayBuffer = new ArrayBuffer(0)): Blob {
  return new Blob([`${JSON.stringify(envelope)}\n`, body])
}

/** @throws SyntaxError when it was not written by `writeEnvelope` */
export function readEnvelope(sent: Uint8Array<ArrayBuffer>): {
  envelope: Envelope
  body: Uint8Array<ArrayBuffer>
} {
  const end = sent.indexOf('\n'.charCodeAt(0))
  const envelope = JSON.parse(new TextDecoder().decode(sent.subarray(0, end))) as Envelope
  return { envelope, body: sent.subarray(end + 1) }
}

/** Headers hold ASCII alone. */
export function writeReply({ status, statusText, headers }: Response): string {
  const reply: Reply = { status, statusText, headers: [...headers] }
  return encodeURIComponent(JSON.stringify(reply))
}

export function readReply(sealed: string): Reply {
  return JSON.parse(decodeURIComponent(sealed)) as Reply
}
