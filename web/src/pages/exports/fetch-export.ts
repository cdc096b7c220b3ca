import { sendSignedIn } from '../../api/session.ts'
import { ApiError, errorOfResponse } from '../../api/api-error.ts'
import { i18n } from '../../locales/i18n.ts'
import type { ExportRequest } from './export-request.ts'
import type { SaveTarget } from './save-target.ts'

/**
 * Fetches an export piece by piece and gives it to whoever takes it.
 *
 * @param onBytes hears how much has come so far; how much there will be nobody knows
 * @throws ApiError for a refusal and for a connection that breaks off, AbortError when it is cancelled
 */
export async function fetchExport(
  { url, body }: ExportRequest,
  onBytes: (bytes: number) => void,
  target: SaveTarget,
  signal: AbortSignal,
): Promise<void> {
  try {
    const init: RequestInit = body
      ? {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }
      : {}
    const response = await sendSignedIn(() => fetch(url, { ...init, signal }))
    if (!response.ok || !response.body)
      throw await errorOfResponse(response, i18n.t('errors.status', { status: response.status }))
    let bytes = 0
    const counted = response.body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(piece, controller) {
          bytes += piece.length
          onBytes(bytes)
          controller.enqueue(piece)
        },
      }),
    )
    const type = response.headers.get('content-type') ?? ''
    await target.take(new Response(counted, { headers: { 'content-type': type } }), signal)
  } catch (error) {
    // A full disk is no fault of the connection.
    const known = error instanceof ApiError || error instanceof DOMException
    if (signal.aborted || known) throw error
    throw new ApiError(i18n.t('errors.network'), 0, 'network')
  }
}
