import { ApiError } from '../../api/api-error.ts'
import { client } from '../../api/client.ts'
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
  { query, body }: ExportRequest,
  onBytes: (bytes: number) => void,
  target: SaveTarget,
  signal: AbortSignal,
): Promise<void> {
  try {
    const { data, response } = await (body
      ? client.POST('/api/v1/exports/contacts', { body, parseAs: 'stream', signal })
      : client.GET('/api/v1/exports/contacts', { params: { query }, parseAs: 'stream', signal }))
    if (!data) throw new ApiError(i18n.t('errors.status', { status: 204 }), 204, 'unreadable')
    let bytes = 0
    const counted = data.pipeThrough(
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
