import type { Client } from '@libsql/client'

/** One API over one database of its own. */
export interface Target {
  /** Asks the API as `fetch` does; a path is completed with `origin`. */
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** The database behind the API, for setting up and for looking behind the scenes. */
  client: Client
  /** Runs the scheduled job once, as if it were then; in milliseconds since 1970. */
  schedule(at: number): Promise<void>
  /** The same database as a file on this machine. */
  file: string
  close(): Promise<void>
}

export type StartTarget = () => Promise<Target>

/** Where the API seems to be, on every runtime; what a page of the same origin would send. */
export const origin = 'http://localhost:8787'
