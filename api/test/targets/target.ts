import type { DatabaseClient } from '../../src/db/client.ts'
import type { Sqld } from '../../scripts/sqld.ts'
import type { OidcSettings } from '../../src/installation/account-settings.ts'
import type { Hashing } from './hashing.ts'
import type { TestPerson } from './sign-in.ts'

/** One API over one database of its own, before anybody has an account. */
export interface Started {
  /** Asks the API as `fetch` does, with nothing added; a path is completed with `origin`. */
  ask(path: string, init?: RequestInit): Promise<Response>
  /** The database behind the API, for setting up and for looking behind the scenes. */
  client: DatabaseClient
  /** Another way to the same database, as another server would have; whoever asked for it closes it. */
  connect(): DatabaseClient
  /** Runs the scheduled job once, as if it were then; in milliseconds since 1970. */
  schedule(at: number): Promise<void>
  /** The same database as a file on this machine. */
  file: string
  /** The server that has it; null for a file. */
  server: Sqld | null
  close(): Promise<void>
}

/** What the API's way to its server is to be, where it is not the shortest. */
export interface Detour {
  /** @returns where the API finds the server of this URL */
  via(url: string): string
  /** How long the API waits for it. */
  timeoutSeconds: number
}

/** The same with an owner, who sends each request that does not say who sends it. */
export interface Target extends Started {
  /**
   * Asks as `ask` does. Without headers that say who it is (`authorization` or `cookie`, an empty one
   * for nobody) it is the owner.
   */
  fetch(path: string, init?: RequestInit): Promise<Response>
  owner: TestPerson
}

/** How an API is started. */
export interface Starting {
  hashing: Hashing
  detour?: Detour | undefined
  /** Who vouches for people there, if anybody does. */
  oidc?: OidcSettings | undefined
}

export type StartTarget = (starting: Starting) => Promise<Started>

/** Where the API seems to be, on every runtime; what a page of the same origin would send. */
export const origin = 'http://localhost:8787'
