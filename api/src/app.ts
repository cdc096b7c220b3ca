import { type Compressor, portableCompressor } from '@cardfile/openapi/spreadsheet'
import { authPath } from './auth/auth.ts'
import { EndedSessions } from './auth/ended-sessions.ts'
import { authHandler } from './auth/handler.ts'
import { identifySession } from './auth/identify.ts'
import { type Accounts, noAccounts, originOf } from './installation/account-settings.ts'
import { setupRoutes } from './auth/setup-routes.ts'
import { guard } from './http/guard.ts'
import { identifyBy } from './auth/identify-request.ts'
import type { Identify } from './installation/identify.ts'
import { keyRoutes } from './api-keys/routes.ts'
import { roleRoutes } from './roles/routes.ts'
import { auditRoutes } from './audit/routes.ts'
import type { Context as AppContext } from 'hono'
import { matchedRoutes } from 'hono/route'
import { bulkChangeRoutes } from './bulk-changes/routes.ts'
import { changeRoutes } from './contacts/changes/routes.ts'
import { contactRoutes } from './contacts/routes.ts'
import type { Database } from './db/database.ts'
import { docsPage } from './docs/page.ts'
import { documentRoutes } from './docs/routes.ts'
import { Definitions } from './installation/definitions.ts'
import { ProblemError } from './errors/problem-error.ts'
import { exportRoutes } from './exports/routes.ts'
import { sectionRoutes } from './sections/routes.ts'
import { fieldRoutes } from './fields/routes.ts'
import { fieldTrialRoutes } from './fields/trial-routes.ts'
import { jsonBodies } from './http/body.ts'
import type { Environment } from './http/environment.ts'
import { healthRoutes } from './http/health.ts'
import { knownPaths, nothingThere } from './http/known-paths.ts'
import { type Log, problemResponse } from './http/problem-response.ts'
import { limitAccount, limitAddress, type RateLimits } from './http/rate-limit.ts'
import { requestContext } from './http/request-context.ts'
import { type HeadersSize, requestLimits, sizeOfHeaders } from './http/request-limits.ts'
import { needsOf } from './http/operation.ts'
import { createRouter } from './http/router.ts'
import { securityHeaders } from './http/security-headers.ts'
import { schemaRoutes } from './schema/routes.ts'
import { jobRoutes } from './jobs/routes.ts'
import { jobWorks } from './job-works.ts'
import { mappingRoutes } from './imports/mappings/routes.ts'
import { duplicateRoutes } from './duplicates/routes.ts'
import { mergeRoutes } from './merges/routes.ts'
import { identifyRoutes } from './identify/routes.ts'
import { importRoutes, takesBodyApart } from './imports/routes.ts'
import { type ImportWork, importWork } from './imports/work.ts'
import { noteRoutes } from './notes/routes.ts'
import { viewRoutes } from './views/routes.ts'
import { peopleRoutes } from './people/routes.ts'
import { privacyRoutes } from './privacy/routes.ts'

interface Deps {
  db: Database
  /** Milliseconds since 1970. */
  now?: () => number
  log?: Log
  /** What people sign in by; left out, being able to reach the server is all it takes. */
  accounts?: Accounts
  /** Finds out who asks, in the place of a session's cookie. */
  identify?: Identify
  /** The trusted address of who asks; null where it is not known. `env` is the runtime's own. */
  clientIp?: (request: Request, env: unknown) => string | null
  /** How large a request's headers are, where the runtime knows without making them. */
  headersSize?: (request: Request, env: unknown) => HeadersSize
  /** Left out, nobody is limited. */
  limits?: RateLimits | undefined
  /** Where the long work of imports is done; left out, among all else. */
  imports?: ImportWork
  /** What workbooks are packed by; left out, what every platform has. */
  compressor?: Compressor
  /** Whether a contact that a channel makes without a name is called by an identity; true unless said otherwise. */
  namesFromIdentities?: boolean
  /** Makes the storage let go of what was deleted, where it keeps that. */
  forget?: () => Promise<void>
}

const identifySystem: Identify = async () => ({ caller: { kind: 'system' } })

const base = '/api/v1'
const docsPath = '/api/docs'

const logToConsole: Log = ({ level, requestId, message, error }) =>
  level === 'note'
    ? console.warn(JSON.stringify({ requestId, message }))
    : console.error(JSON.stringify({ requestId, message, error: withCause(error) }))

/** What a problem says to a client need not be what it comes from. */
function withCause(error: unknown): string {
  const cause = error instanceof ProblemError ? error.cause : undefined
  return cause === undefined ? String(error) : `${String(error)}; ${String(cause)}`
}

/**
 * The whole API as a `fetch` handler, for every runtime. Holds no state but the definitions it has
 * read; two apps on two databases do not know of each other.
 */
export function createApp({
  db,
  now = Date.now,
  log = logToConsole,
  accounts,
  identify: identifyOtherwise,
  clientIp = () => null,
  headersSize = sizeOfHeaders,
  limits,
  imports = importWork,
  compressor = portableCompressor,
  namesFromIdentities = true,
  forget = async () => {},
}: Deps) {
  const app = createRouter()
  const definitions = new Definitions()
  const people = accounts ?? noAccounts
  const ended = new EndedSessions()
  const identify =
    identifyOtherwise ?? (accounts ? identifySession(accounts, ended) : identifySystem)
  const known = knownPaths(app)
  const nothing = (c: AppContext<Environment>) => {
    const { method, path } = c.req
    return problemResponse(nothingThere(method, path, known.allowed(path)), c, log)
  }
  app.use(securityHeaders)
  app.use(requestContext({ db, definitions, now, log, clientIp }))
  app.use(requestLimits(headersSize))
  if (limits) app.use(limitAddress(limits))
  app.use(
    guard({
      needs: () => needsOf(app),
      isOpen: (path) => path === docsPath || path.startsWith(`${authPath}/`),
      identify: identifyBy(identify),
      originOf: (request) => originOf(people, request),
    }),
  )
  if (limits) app.use(limitAccount(limits))
  // Before its body is read: what a method takes matters only where there is the method.
  app.use(`${base}/*`, async (c, next) =>
    matchedRoutes(c).some(({ method }) => method !== 'ALL') &&
    known.mayTake(c.req.method, c.req.path)
      ? next()
      : nothing(c),
  )
  app.use(
    `${base}/*`,
    jsonBodies((path) => takesBodyApart(path.slice(base.length))),
  )
  app.onError((error, c) => problemResponse(error, c, log))
  app.notFound(nothing)
  app.route('/', healthRoutes)
  app.route(base, fieldRoutes)
  app.route(base, fieldTrialRoutes)
  app.route(base, sectionRoutes)
  app.route(base, contactRoutes)
  app.route(base, changeRoutes)
  app.route(base, duplicateRoutes)
  app.route(base, mergeRoutes)
  app.route(base, noteRoutes)
  app.route(base, identifyRoutes({ namesFromIdentities }))
  app.route(base, importRoutes(imports, compressor, log))
  app.route(base, mappingRoutes)
  app.route(base, exportRoutes(compressor))
  app.route(base, viewRoutes)
  app.route(base, jobRoutes(jobWorks))
  app.route(base, bulkChangeRoutes(jobWorks))
  app.route(base, schemaRoutes(jobWorks))
  app.route(base, roleRoutes)
  app.route(base, keyRoutes)
  app.route(base, auditRoutes)
  app.route(base, setupRoutes(people))
  app.route(base, peopleRoutes(people))
  app.route(base, privacyRoutes(forget))
  app.route(base, documentRoutes(app))
  if (accounts) app.all(`${authPath}/*`, authHandler(accounts, identify, ended))
  app.get(docsPath, docsPage)
  return app
}
