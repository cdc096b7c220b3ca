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

interface KnownPaths {
  /** The methods of a path for `Allow`; null where there is no such path. */
  allowed(path: string): string | null
  /** False where a path that is written out has no such method, though the pattern of another one would take it. */
  mayTake(method: string, path: string): boolean
}

/**
 * Tells which methods a path takes (RFC 9110 §15.5.6), from the routes that are there. A path that is written out
 * goes before every pattern, as in the document (OpenAPI 3.1 §4.8.8.2): `/fields/schema.json` is no `/fields/{id}`.
 */
export function knownPaths(app: OpenAPIHono<Environment>): KnownPaths {
  let known: ReturnType<typeof routesOf> | undefined
  const routes = () => (known ??= routesOf(app))
  return {
    allowed(path) {
      const { writtenOut, patterns } = routes()
      const methods =
        writtenOut.get(path) ??
        new Set(patterns.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method))
      if (methods.size === 0) return null
      return [...methods, ...(methods.has('GET') ? ['HEAD'] : [])].sort().join(', ')
    },
    mayTake: (method, path) =>
      routes()
        .writtenOut.get(path)
        ?.has(method === 'HEAD' ? 'GET' : method) ?? true,
  }
}

/** Every method's own handlers, and no middleware, which stands under ALL. */
function routesOf({ routes }: OpenAPIHono<Environment>) {
  const own = routes.filter(({ method }) => method !== 'ALL')
  const isPattern = ({ path }: { path: string }) => path.includes('/:')
  const written = Map.groupBy(
    own.filter((route) => !isPattern(route)),
    ({ path }) => path,
  )
  return {
    writtenOut: new Map(
      [...written].map(([path, at]) => [path, new Set(at.map(({ method }) => method))]),
    ),
    patterns: own
      .filter(isPattern)
      .map(({ path, method }) => ({ pattern: patternOf(path), method })),
  }
}

/** A path of the router, such as `/api/v1/contacts/:id`, where `:` may also be part of a name. */
function patternOf(path: string): RegExp {
  const steps = path
    .split('/')
    .map((step) => (step.startsWith(':') ? '[^/]+' : step.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
  return new RegExp(`^${steps.join('/')}$`)
}
