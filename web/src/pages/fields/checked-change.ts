import { conditionNames, type Field, type FieldPatch } from '@cardfile/openapi'
import { answered, client } from '../../api/client.ts'
import type { Schemas } from '../../api/types.ts'

const mostNamed = 5

/** Whether a change may ask of contacts what they do not have. */
export function mayFail(patch: FieldPatch): boolean {
  return (
    patch.required === true ||
    conditionNames.some((name) => patch[name] !== undefined) ||
    (patch.options?.some(({ when }) => when !== undefined) ?? false)
  )
}

/** How many contacts would not pass with a change, asked for part by part where there are very many. */
export async function checkedChange(
  { id }: Pick<Field, 'id'>,
  patch: FieldPatch,
): Promise<{ fails: number; names: string[] }> {
  const partBehind = (cursor: string | null): Promise<Schemas['FieldCheck']> =>
    answered(
      client.POST('/api/v1/fields/{id}/check', {
        params: { path: { id }, query: cursor === null ? {} : { cursor: Number(cursor) } },
        body: patch,
      }),
    )
  let fails = 0
  const names: string[] = []
  for (let cursor: string | null = null; ;) {
    const part = await partBehind(cursor)
    fails += part.fails
    names.push(...part.samples.map(({ contact }) => contact.name))
    cursor = part.nextCursor
    if (cursor === null) return { fails, names: names.slice(0, mostNamed) }
  }
}
