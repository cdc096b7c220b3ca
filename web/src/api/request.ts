import { sendSignedIn } from './session.ts'
import { ApiError, errorOfResponse } from './api-error.ts'
import { i18n } from '../locales/i18n.ts'

export const apiBase = '/api/v1'

export interface ApiRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  query?: Record<string, string | number | boolean | undefined>
  body?: unknown
  /** A body that is JSON already, in UTF-8. */
  json?: Uint8Array<ArrayBuffer>
  /** Sent as If-Match: the change is meant for this version alone. */
  version?: number | undefined
  /** Makes a repeated creation harmless. */
  idempotencyKey?: string
  /** False where a 401 is an answer like any other, not the end of a session. */
  asksToSignIn?: boolean
  signal?: AbortSignal
}

/**
 * One exchange with the API.
 *
 * @returns the answer's JSON, or undefined where it has none (204)
 * @throws ApiError for every answer that is not ok, and where none came
 */
export async function request<T>(path: string, options: ApiRequest = {}): Promise<T> {
  const response = await send(path, options)
  if (response.status === 204) return undefined as T
  return (await response.json()) as T
}

/** As `request`, for answers that are files. */
export async function requestFile(path: string, options: ApiRequest = {}): Promise<Blob> {
  const response = await send(path, options)
  return response.blob()
}

export function apiUrl(path: string, query: ApiRequest['query'] = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  )
  const search = new URLSearchParams(pairs).toString()
  return `${apiBase}${path}${search ? `?${search}` : ''}`
}

async function send(path: string, options: ApiRequest): Promise<Response> {
  const { method = 'GET', query, version, idempotencyKey, signal } = options
  const { asksToSignIn = true } = options
  const body =
    options.json ?? (options.body === undefined ? undefined : JSON.stringify(options.body))
  const headers = new Headers({ accept: 'application/json, */*;q=0.5' })
  if (body !== undefined) headers.set('content-type', 'application/json')
  if (version !== undefined) headers.set('if-match', `"${version}"`)
  if (idempotencyKey !== undefined) headers.set('idempotency-key', idempotencyKey)
  const exchange = () =>
    fetch(apiUrl(path, query), {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      ...(signal ? { signal } : {}),
    })
  let response: Response
  try {
    response = await (asksToSignIn
      ? sendSignedIn(exchange, { matters: method !== 'GET' })
      : exchange())
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw new ApiError(i18n.t('errors.network'), 0, 'network')
  }
  if (!response.ok)
    throw await errorOfResponse(response, i18n.t('errors.status', { status: response.status }))
  return response
}
