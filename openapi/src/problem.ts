import { z } from 'zod'
import { permissionSchema } from './access.ts'
import { meant } from './closest-shape.ts'
import {
  type CodedReasons,
  named,
  type Reason,
  reason,
  reasonSchema,
  textsOf,
} from './reasons/reason.ts'
import { reasonOfIssue } from './reasons/zod.ts'

/**
 * What can go wrong, by stable code. The status is part of the code's meaning and lives here alone.
 * Body shape: RFC 9457 (Problem Details for HTTP APIs).
 */
export const problems = {
  invalid_request: { status: 400, title: 'The request cannot be read' },
  unauthenticated: { status: 401, title: 'Nobody is signed in' },
  forbidden: { status: 403, title: 'That is not allowed to you' },
  wrong_origin: { status: 403, title: 'The request comes from another site' },
  not_found: { status: 404, title: 'There is no such thing here' },
  method_not_allowed: { status: 405, title: 'This address takes other methods' },
  conflict: { status: 409, title: 'Another contact has this identity' },
  several_contacts: { status: 409, title: 'These identities belong to several contacts' },
  in_use: { status: 409, title: 'Stored values are in the way' },
  already_exists: { status: 409, title: 'There is one already' },
  wrong_state: { status: 409, title: 'That is not possible in its present state' },
  merged: { status: 409, title: 'This contact was merged into another one' },
  busy: { status: 409, title: 'The same request is being answered' },
  in_trash: { status: 410, title: 'This contact is in the trash' },
  cursor_expired: { status: 410, title: 'Changes from so long ago are not kept' },
  stale: { status: 412, title: 'It was changed in the meantime' },
  too_large: { status: 413, title: 'The request is too large' },
  uri_too_long: { status: 414, title: 'The address is too long' },
  unsupported_media_type: { status: 415, title: 'Only JSON is taken here' },
  invalid: { status: 422, title: 'Some values break a rule' },
  key_reused: { status: 422, title: 'The Idempotency-Key belongs to another request' },
  precondition_required: { status: 428, title: 'If-Match is needed' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  headers_too_large: { status: 431, title: 'The headers are too large' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  read_only: { status: 503, title: 'The database can only be read' },
  unavailable: { status: 503, title: 'The database cannot be reached' },
  storage_full: { status: 507, title: 'There is no room for changes' },
} as const satisfies Record<string, { status: number; title: string }>

export type ProblemCode = keyof typeof problems

/** Path of the value (`values.email`, `name`, `options`) → reasons in plain words. */
export type Reasons = Record<string, string[]>

const reasonsSchema = z.record(z.string(), z.array(z.string()))

const conflictSchema = z
  .object({
    field: z.string().describe('Key of the identity field'),
    value: z.string().describe('The identity that was sent, as it would be kept'),
    contact: z.object({ id: z.string(), name: z.string() }).describe('The contact that has it'),
  })
  .meta({ id: 'Conflict' })

export type Conflict = z.infer<typeof conflictSchema>

const survivorSchema = z
  .object({ id: z.string(), name: z.string() })
  .meta({ id: 'Survivor', description: 'The contact that the one asked for was merged into' })

export type Survivor = z.infer<typeof survivorSchema>

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().optional(),
    detailReason: reasonSchema
      .optional()
      .describe('The same as `detail`, with a code and parameters'),
    code: z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]),
    requestId: z.string(),
    errors: reasonsSchema.optional(),
    reasons: z
      .record(z.string(), z.array(reasonSchema))
      .optional()
      .describe('The same as `errors`, in the same order, with a code and parameters'),
    conflicts: z.array(conflictSchema).optional(),
    survivor: survivorSchema.optional(),
    permission: permissionSchema.optional().describe('What is missing to be allowed'),
    current: z
      .unknown()
      .describe('The stored record, where the one a change was meant for is stale (412)'),
  })
  .meta({ id: 'Problem' })

/**
 * A zod error as reasons by dotted path below `prefix`. List positions are folded into their
 * field: a form has one place per field to show what is wrong with it.
 *
 * @param judged.value what was judged, by which it is told which of several shapes was meant
 * @param judged.lists whether it lists things that nobody could tell apart so: paths have the positions then
 *   (`fields[3].type`), and reasons the key or name of what stands there, or
 *   the member that is not known
 */
export function codedReasonsOf(
  error: z.ZodError,
  prefix = '',
  { value, lists = false }: { value?: unknown; lists?: boolean } = {},
): CodedReasons {
  const reasons = new Map<string, Reason[]>()
  for (const issue of meant(error.issues, value)) {
    if (lists) {
      addListed(reasons, issue, value)
      continue
    }
    const steps = issue.path.filter((step) => typeof step === 'string')
    const at = (more: string[]) => [...(prefix ? [prefix] : []), ...steps, ...more].join('.')
    if (issue.code === 'unrecognized_keys')
      for (const key of issue.keys) addReason(reasons, at([key]), reason('unknown_key'))
    else addReason(reasons, at([]), reasonOfIssue(issue))
  }
  return Object.fromEntries(reasons)
}

function addListed(reasons: Map<string, Reason[]>, issue: z.core.$ZodIssue, listed: unknown): void {
  const path = issue.path.reduce<string>(
    (before, step) => (typeof step === 'number' ? `${before}[${step}]` : below(before, step)),
    '',
  )
  if (issue.code === 'unrecognized_keys')
    for (const key of issue.keys)
      addReason(reasons, below(path, key), named(key, reason('unknown_key')))
  else {
    const name = nameIn(listed, issue.path)
    const told = reasonOfIssue(issue)
    addReason(reasons, path, name === null ? told : named(name, told))
  }
}

const below = (path: string, step: PropertyKey) => (path ? `${path}.${String(step)}` : String(step))

/** What the first thing in a list is called that a path leads through. */
function nameIn(listed: unknown, path: readonly PropertyKey[]): string | null {
  let at = listed
  for (const step of path) {
    at = Object(at)[step]
    if (typeof step !== 'number') continue
    const { key, name } = Object(at) as { key?: unknown; name?: unknown }
    return [key, name].find((one): one is string => typeof one === 'string') ?? null
  }
  return null
}

/** The same in words alone. */
export function reasonsOf(error: z.ZodError, prefix = '', value?: unknown): Reasons {
  return textsOf(codedReasonsOf(error, prefix, { value }))
}

/** Adds a reason where it is not told yet. What is about no part of it is about the whole body. */
export function addReason(reasons: Map<string, Reason[]>, path: string, told: Reason): void {
  const at = path || 'body'
  const before = reasons.get(at)
  if (!before) reasons.set(at, [told])
  else if (!before.some(({ text }) => text === told.text)) before.push(told)
}
