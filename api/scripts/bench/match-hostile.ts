// Runs in every runtime alike, and so asks nothing of any of them: bundled into one module without imports.
import { patternOf } from '@cardfile/openapi'
import { readyPatterns } from '@cardfile/openapi/patterns'
import { hostile } from '@cardfile/openapi/test-patterns'

/** Tries one of the hostile patterns so many times. @throws Error where its text meets it */
export function matchHostile(index: number, times: number): void {
  const [pattern, text] = hostile[index] ?? []
  if (pattern === undefined || text === undefined) throw new RangeError(`no pattern ${index}`)
  const { matches } = patternOf(pattern)
  for (let time = 0; time < times; time++) if (matches(text)) throw new Error(`${pattern} is met`)
}

/** As where definitions are read. */
export function makeReady(index: number): void {
  readyPatterns(hostile.slice(index, index + 1).map(([pattern]) => pattern))
}

export default {
  fetch(request: Request): Response {
    const { searchParams } = new URL(request.url)
    const index = Number(searchParams.get('index'))
    const times = Number(searchParams.get('times'))
    if (times === 0) makeReady(index)
    else matchHostile(index, times)
    return new Response('done')
  },
}
