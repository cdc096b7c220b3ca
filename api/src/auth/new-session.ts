import type { Person } from '@cardfile/openapi'

/** Whom an answer has just signed in, as the cookie it sets says. */
export interface NewSession {
  person: Pick<Person, 'id' | 'name'>
  /** The session's id. */
  id: string
}

/**
 * Reads the session that better-auth begins with an answer of its own.
 *
 * @param dataCookie name of the cookie that says what session it is
 * @returns null where it begins none: a second factor is still to come, or it was refused
 */
export function newSessionOf(headers: Headers, dataCookie: string): NewSession | null {
  const start = `${dataCookie}=`
  const cookie = headers.getSetCookie().findLast((line) => line.startsWith(start))
  const value = cookie?.slice(start.length).split(';')[0]
  if (!value) return null
  const bytes = Uint8Array.from(
    atob(value.replaceAll('-', '+').replaceAll('_', '/')),
    (letter) => letter.codePointAt(0) ?? 0,
  )
  const { session } = JSON.parse(new TextDecoder().decode(bytes)) as {
    session: { session: { id: string }; user: { id: string; name: string } }
  }
  return { id: session.session.id, person: { id: session.user.id, name: session.user.name } }
}
