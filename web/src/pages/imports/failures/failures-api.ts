import { answered, client } from '../../../api/client.ts'
import type { Schemas } from '../../../api/types.ts'

/** Pages of failures that are looked through at once: what they tell is enough to mend by. */
const mostPages = 10

export interface FailuresPage {
  data: Schemas['ImportFailure'][]
  /** Where others follow. */
  nextCursor: string | null
}

/**
 * @param from the cursor that was given for the next of them; '' for the first
 * @returns why rows failed, of 2,000 that did
 */
export async function failuresOf(
  id: string,
  from: string,
  signal: AbortSignal,
): Promise<FailuresPage> {
  const data: Schemas['ImportFailure'][] = []
  let cursor: string | null = from === '' ? '0' : from
  for (let page = 0; page < mostPages && cursor !== null; page++) {
    const query = { cursor, pageSize: 200 }
    const answer: Schemas['ImportFailureList'] = await answered(
      client.GET('/api/v1/imports/{id}/failures', { params: { path: { id }, query }, signal }),
    )
    data.push(...answer.data)
    cursor = answer.nextCursor
  }
  return { data, nextCursor: cursor }
}
