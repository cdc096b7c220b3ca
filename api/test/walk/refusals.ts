import { type Operation, operations } from './operations.ts'
import { nowhere, type Step } from './step.ts'

/** An address of an operation where nothing is. */
function emptyAddress({ path }: Operation): string {
  return path
    .replace('/fields/{id}', '/fields/999999')
    .replace('/sections/{id}', '/sections/999999')
    .replace('{number}', '0')
    .replaceAll('{id}', nowhere)
}

/**
 * Every way in which an operation turns somebody away, whatever it does: told by the document alone. The
 * key is of a role that may do nothing.
 */
function refusalsOf(operation: Operation): Step[] {
  const { method, need, takesJson, needsVersion, statuses } = operation
  const ask = `${method} ${emptyAddress(operation)}`
  const version: Record<string, string> = needsVersion ? { 'if-match': '*' } : {}
  const body = takesJson ? {} : undefined
  const asked = { ask, headers: version, ...(body && { body }) }
  const steps: Step[] = []
  if (need !== 'public') {
    steps.push({ ...asked, by: 'nobody', answer: '401 unauthenticated' })
    if (need !== 'signed_in') steps.push({ ...asked, by: 'key', answer: '403 forbidden' })
    if (method !== 'GET')
      steps.push({
        ...asked,
        headers: { ...version, origin: 'https://elsewhere.example' },
        answer: '403 wrong_origin',
      })
  }
  if (takesJson) {
    steps.push({ ...asked, body: '{', answer: '400 invalid_request' })
    steps.push({ ...asked, type: 'text/plain', answer: '415 unsupported_media_type' })
  }
  steps.push({
    ...asked,
    headers: { ...version, 'content-encoding': 'gzip' },
    answer: '415 unsupported_media_type',
  })
  // A list is not found only by what is asked beside it.
  const isOne = operation.path.includes('{')
  if (isOne && !takesJson && statuses.includes('404'))
    steps.push({ ...asked, answer: '404 not_found' })
  return steps
}

export const refusals: readonly Step[] = operations.flatMap(refusalsOf)
