import type { Permission } from '@cardfile/openapi'

/** Who sent a request, before anything is asked about what they may do. */
export type Caller =
  | { kind: 'nobody' }
  | {
      kind: 'person'
      id: string
      name: string
      sessionId: string
      /** When the session began, in milliseconds since 1970. */
      sessionSince: number
    }
  | {
      kind: 'key'
      id: string
      name: string
      roleId: string
      /** Narrower than the role's; null for all of them. */
      permissions: readonly Permission[] | null
      /** In milliseconds since 1970; null for a key that lasts. */
      expiresAt: number | null
      /** Whose it is, as logs name them; null where nobody is known. */
      madeBy: string | null
    }
  /** The installation itself: sample data, scheduled jobs. */
  | { kind: 'system' }

export type KeyCaller = Extract<Caller, { kind: 'key' }>

export const nobody: Caller = { kind: 'nobody' }

/** What was found out about a request. */
export interface Identified {
  caller: Caller
  /** To be sent with the answer: a session's cookie made anew. */
  headers?: Headers
}

/** How logs name who did something; null for nobody. */
export function actorOf(caller: Caller): string | null {
  if (caller.kind === 'nobody') return null
  return caller.kind === 'system' ? 'system' : `${caller.kind}:${caller.id}`
}
