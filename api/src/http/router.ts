import { OpenAPIHono, z } from '@hono/zod-openapi'
import { type ProblemCode, problems, problemSchema, codedReasonsOf } from '@cardfile/openapi'
import { invalid } from '../errors/problem-error.ts'
import type { Environment } from './environment.ts'

/**
 * A router whose refused requests are answered as problems by path.
 *
 * @param options.lists whether bodies list things, so that it is to be said which of them is at fault
 */
export function createRouter({ lists = false } = {}): OpenAPIHono<Environment> {
  return new OpenAPIHono<Environment>({
    defaultHook: (result) => {
      if (result.success) return
      const value = 'data' in result ? result.data : undefined
      throw invalid(codedReasonsOf(result.error, '', { value, lists }))
    },
  })
}

/** What any request may be refused with, whatever it asks for. */
const ofEverything = [
  'uri_too_long',
  'too_many_requests',
  'headers_too_large',
  'internal',
  'read_only',
  'unavailable',
  'storage_full',
] as const

/** The documented refusals of an operation, one response per status. */
export function refusals(...codes: ProblemCode[]) {
  const byStatus = new Map<number, string[]>()
  for (const code of [...codes, ...ofEverything]) {
    const { status, title } = problems[code]
    byStatus.set(status, [...(byStatus.get(status) ?? []), `\`${code}\`: ${title}.`])
  }
  return Object.fromEntries(
    [...byStatus].map(([status, lines]) => [
      status,
      {
        description: lines.join(' '),
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    ]),
  )
}

/** A JSON response with its description; `headers` documents what else it says. */
export function json<T extends z.ZodType>(schema: T, description: string) {
  return { description, content: { 'application/json': { schema } } }
}

/**
 * A JSON body, which may be left out where one without members would be taken: that is what it stands for.
 * Not so where defaults would fill it, since one that is left out is not judged.
 */
export function jsonBody<T extends z.ZodType>(schema: T) {
  const empty = schema.safeParse({})
  const required = !empty.success || Object.keys(Object(empty.data)).length > 0
  return { required, content: { 'application/json': { schema } } }
}

export const etagHeaders = z.object({
  etag: z.string().openapi({ description: 'The version, for If-Match', example: '"1"' }),
})
