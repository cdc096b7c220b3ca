/** What of a request to a Worker cannot travel as the request itself, which would add to it. */
export interface Envelope {
  worker: string
  url: string
  method: string
  headers: [string, string][]
  /** Where it is the scheduled job that is asked for: its time, in milliseconds since 1970. */
  at?: number
}

/** What of a Worker's response travels beside its body. */
export interface Reply {
  status: number
  statusText: string
  headers: [string, string][]
}

export const requestHeader = 'x-cardfile-request'
export const replyHeader = 'x-cardfile-reply'

/** Headers hold ASCII alone. */
export function writeEnvelope(content: Envelope | Reply): string {
  return encodeURIComponent(JSON.stringify(content))
}

export function readEnvelope<T extends Envelope | Reply>(sealed: string): T {
  return JSON.parse(decodeURIComponent(sealed)) as T
}
