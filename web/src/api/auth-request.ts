import { ApiError, errorOfResponse } from './api-error.ts'
import { i18n } from '../locales/i18n.ts'
import { sendSignedIn } from './session.ts'

const base = '/api/auth'

interface AuthRequest {
  /** Left out, it is a GET. */
  body?: unknown
  /** False for what one does before being signed in: a 401 is then an answer, no ended session. */
  signedIn?: boolean
  signal?: AbortSignal
}

/**
 * One exchange about accounts and sessions; these paths are better-auth's own and stand beside the
 * API's document.
 *
 * @returns the answer's JSON, null where it has none
 * @throws ApiError for every answer that is not ok; `retryAfter` says when to try again
 */
export async function authRequest<T>(path: string, options: AuthRequest = {}): Promise<T> {
  const { body, signedIn = true, signal } = options
  const send = () =>
    fetch(`${base}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    })
  let response: Response
  try {
    response = await (signedIn ? sendSignedIn(send, { matters: body !== undefined }) : send())
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw new ApiError(i18n.t('errors.network'), 0, 'network')
  }
  if (!response.ok)
    throw await errorOfResponse(response, i18n.t('errors.status', { status: response.status }))
  const text = await response.text()
  return (text ? JSON.parse(text) : null) as T
}
