import { ApiError, errorOfResponse } from '../../providers/api-error.ts'
import { i18n } from '../../providers/i18n.ts'
import type { ExportRequest } from './export-request.ts'

/**
 * Fetches an export piece by piece.
 *
 * @param onBytes hears how much has come so far; how much there will be nobody knows
 * @throws ApiError for a refusal and for a connection that breaks off, AbortError when it is cancelled
 */
export async function fetchExport(
  { url, body }: ExportRequest,
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Blob> {
  try {
    const response = await fetch(url, {
      signal,
      ...(body
        ? {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          }
        : {}),
    })
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
    // A blob of this size lies on the browser's disk, not in the page's memory.
    const type = response.headers.get('content-type') ?? ''
    return await new Response(counted, { headers: { 'content-type': type } }).blob()
  } catch (error) {
    if (signal.aborted || error instanceof ApiError) throw error
    throw new ApiError(i18n.t('errors.network'), 0, 'network')
  }
}
