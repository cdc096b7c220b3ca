import type { Context, TypedResponse } from 'hono'

/**
 * An answer whose JSON is there already.
 *
 * @param json of the shape that the operation states; nothing checks it
 */
export function jsonAnswer(
  c: Context,
  json: Uint8Array<ArrayBuffer>,
): TypedResponse<never, 200, 'json'> {
  const response: Response = c.body(json, 200, { 'content-type': 'application/json' })
  return response as unknown as TypedResponse<never, 200, 'json'>
}
