import { i18n } from '../locales/i18n.ts'
import { ApiError, errorOfResponse } from './api-error.ts'
import { earlyAnswers } from './early-answers.ts'
import { sendSignedIn } from './session.ts'

/**
 * One exchange with the server.
 *
 * @param needsSession false where a 401 is an answer like any other, not the end of a session
 * @throws ApiError for every answer that is not ok, and where none came
 */
export async function exchange(request: Request, needsSession = true): Promise<Response> {
  let response: Response
  try {
    response = await (needsSession
      ? // A request's body can be read once; it may have to be sent twice.
        sendSignedIn(() => earlyAnswers.take(request) ?? fetch(request.clone()), {
          matters: !isQuestion(request),
        })
      : (earlyAnswers.take(request) ?? fetch(request)))
  } catch (cause) {
    if (request.signal.aborted) throw cause
    throw new ApiError(
      i18n.t(navigator.onLine === false ? 'errors.offline' : 'errors.network'),
      0,
      'network',
    )
  }
  if (!response.ok)
    throw await errorOfResponse(response, i18n.t('errors.status', { status: response.status }))
  return response
}

/** Some are too long for an address and stand in a body. */
function isQuestion({ method, url }: Request): boolean {
  return method === 'GET' || /:(?:find|query)$/.test(new URL(url).pathname)
}
