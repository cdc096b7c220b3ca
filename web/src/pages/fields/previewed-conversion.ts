import type { Field, FieldPatch } from '@cardfile/openapi'
import { answered, client } from '../../api/client.ts'
import type { Schemas } from '../../api/types.ts'

const mostSamples = 5

/** What a change would do to all stored values, asked for part by part where there are very many. */
export async function previewedConversion(
  { id }: Pick<Field, 'id'>,
  patch: FieldPatch,
): Promise<Schemas['FieldConversion']> {
  const partBehind = (cursor: string | null) =>
    answered(
      client.POST('/api/v1/fields/{id}/conversion', {
        params: { path: { id }, query: cursor === null ? {} : { cursor: Number(cursor) } },
        body: patch,
      }),
    )
  let whole = await partBehind(null)
  while (whole.nextCursor !== null) {
    const part = await partBehind(whole.nextCursor)
    whole = {
      ...whole,
      ...part,
      converts: whole.converts + part.converts,
      fails: whole.fails + part.fails,
      samples: [...whole.samples, ...part.samples].slice(0, mostSamples),
    }
  }
  return whole
}
