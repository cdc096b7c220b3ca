import { createClient } from '@cardfile/openapi/client'
import { sendSignedIn } from './session.ts'
import { ApiError, errorOfResponse } from './api-error.ts'
import { i18n } from '../locales/i18n.ts'

/** The API by its own document: paths, bodies and answers are checked where they are written. */
export const client = createClient(globalThis.location?.origin ?? '', async (request) => {
  let response: Response
  try {
    // A request's body can be read once; it may have to be sent twice.
    response = await sendSignedIn(() => fetch(request.clone()), {
      matters: request.method !== 'GET',
    })
  } catch (cause) {
    if (request.signal.aborted) throw cause
    throw new ApiError(i18n.t('errors.network'), 0, 'network')
  }
  if (!response.ok)
    throw await errorOfResponse(response, i18n.t('errors.status', { status: response.status }))
  return response
})

/** @throws ApiError, as the client does for all that is not ok; so what is left has an answer */
export async function answered<T>(exchange: Promise<{ data?: T }>): Promise<T> {
  const { data } = await exchange
  if (data === undefined)
    throw new ApiError(i18n.t('errors.status', { status: 204 }), 204, 'unreadable')
  return data
}
