import { conditionNames, type Field, type FieldCreate, type FieldPatch } from '@cardfile/openapi'
import { answered, client } from '../../api/client.ts'
import type { Schemas } from '../../api/types.ts'

const mostNamed = 5

/** Whether a change may ask of contacts what they do not have. */
export function mayFail(patch: FieldPatch): boolean {
  return (
    patch.required === true ||
    // Another section may show what the one before hid.
    patch.section !== undefined ||
    conditionNames.some((name) => patch[name] !== undefined) ||
    (patch.options?.some(({ when }) => when !== undefined) ?? false)
  )
}

interface Checked {
  fails: number
  /** Of some of them. */
  names: string[]
}

/** How many contacts would not pass with a change of a definition. */
export function checkedChange({ id }: Pick<Field, 'id'>, patch: FieldPatch): Promise<Checked> {
  return wholeCheck((query) =>
    answered(
      client.POST('/api/v1/fields/{id}/check', { params: { path: { id }, query }, body: patch }),
    ),
  )
}

/** How many contacts would not pass with a new field. */
export function checkedCreation(definition: FieldCreate): Promise<Checked> {
  return wholeCheck((query) =>
    answered(client.POST('/api/v1/fields:check', { params: { query }, body: definition })),
  )
}

/** Asks part by part, as long as there are more contacts. */
async function wholeCheck(
  ask: (query: { cursor?: number }) => Promise<Schemas['FieldCheck']>,
): Promise<Checked> {
  let fails = 0
  const names: string[] = []
  for (let cursor: string | null = null; ;) {
    const part = await ask(cursor === null ? {} : { cursor: Number(cursor) })
    fails += part.fails
    names.push(...part.samples.map(({ contact }) => contact.name))
    cursor = part.nextCursor
    if (cursor === null) return { fails, names: names.slice(0, mostNamed) }
  }
}
