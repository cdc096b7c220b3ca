import { detail } from '@cardfile/openapi'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { ProblemError } from '../errors/problem-error.ts'
import type { Environment } from './environment.ts'

/** @param allow the methods there are at the path, for `Allow`; null where there is no such path */
export function nothingThere(method: string, path: string, allow: string | null): ProblemError {
  return allow === null
    ? new ProblemError('not_found', { detail: detail('no_such_address', { method, path }) })
    : new ProblemError('method_not_allowed', {
        detail: detail('other_methods', { path, methods: allow }),
        allow,
      })
}

/**
 * Tells which methods a path takes (RFC 9110 §15.5.6), from the routes that are there.
 *
 * @returns a function from a path to its methods for `Allow`, null where there is no such path
 */
export function allowedMethods(app: OpenAPIHono<Environment>): (path: string) => string | null {
  let known: { pattern: RegExp; method: string }[] | undefined
  return (path) => {
    // Every method's own handlers, and no middleware, which stands under ALL.
    known ??= app.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ path, method }) => ({ pattern: patternOf(path), method }))
    const methods = new Set(
      known.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method),
    )
    if (methods.size === 0) return null
    if (methods.has('GET')) methods.add('HEAD')
    return [...methods].sort().join(', ')
  }
}

/** A path of the router, such as `/api/v1/contacts/:id`, where `:` may also be part of a name. */
function patternOf(path: string): RegExp {
  const steps = path
    .split('/')
    .map((step) => (step.startsWith(':') ? '[^/]+' : step.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
  return new RegExp(`^${steps.join('/')}$`)
}
