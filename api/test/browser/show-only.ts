import type { Field } from '@cardfile/openapi'
import type { Visit } from './visit.ts'

/**
 * Leaves a form with few fields, where a test types into some of them: each key has the whole form drawn anew, and
 * each place that is looked for is looked for in all of it.
 *
 * @param keys of the fields that stay beside the name
 */
export async function showOnly(visit: Visit, keys: readonly string[]): Promise<void> {
  const { data } = await visit.api<{ data: Field[] }>('/fields')
  for (const { id, key, version, visible } of data)
    if (visible && key !== 'name' && !keys.includes(key))
      await visit.api(`/fields/${id}`, {
        method: 'PATCH',
        ifMatch: version,
        body: { visible: false },
      })
}
