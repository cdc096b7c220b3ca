import { z } from 'zod'
import { type Facts, factsOf, type Known, missingIdentityReason } from './contact-facts.ts'
import { type Field, isFixed } from './field.ts'
import { judgeConditions } from './judge-conditions.ts'
import { hasMask } from './masked-values.ts'
import { addReason } from './problem.ts'
import { type CodedReasons, type Reason, reason } from './reasons/reason.ts'
import { reasonOfIssue, refuse, worded } from './reasons/zod.ts'
import { applyPatch, isEmptyValue, noValues, sameValue, type Values } from './values.ts'

/**
 * - `create`: defaults fill what is absent, required fields must be there, one identity at least.
 * - `patch`: only what is sent is judged; null clears.
 * - `replace`: the result of a whole row over a contact that exists: as `create`, without defaults.
 * - `row`: the values of a file's row, each for itself, before it is known what becomes of them.
 */
export type ContactMode = 'create' | 'patch' | 'replace' | 'row'

interface ContactSchemaOptions {
  /**
   * The values the contact has now. With them, `patch` also judges what depends on them (read-only
   * fields, the last identity), and `replace` asks for no required value that was missing before.
   */
  current?: Values | undefined
}

/** Where a missing identity is reported: it is no single field's fault. */
export const identitiesPath = 'identities'

export const readOnlyReason = reason('read_only')

const requiredReason = reason('required')
const lockedValueReason = reason('not_yours_to_change')
const maskReason = reason('mask_sent')
const computedReason = reason('computed')
const unknownReason = reason('unknown_field')

/**
 * THE rule set: what the form, the API and the import judge a contact's values by.
 * Its output has only fields with a value, except in `patch`, where null says "clear".
 *
 * @param fields all live definitions, hidden ones too
 */
export function contactSchema(
  fields: readonly Field[],
  mode: ContactMode,
  options: ContactSchemaOptions = {},
): z.ZodType<Values, Values> {
  return z
    .custom<Values>(isPlainObject, { error: worded('not_values_by_key') })
    .transform((sent, context) => {
      const most = Math.max(mostJudged, fields.length)
      if (Object.keys(sent).length > most) {
        refuse(context, reason('too_many_values', { most }))
        return z.NEVER
      }
      return judge(fields, mode, sent, options, (path, told) => refuse(context, told, [path]))
    })
}

/** So many keys are each judged; to list what is wrong with half a million of them takes seconds. */
const mostJudged = 10_000

interface JudgeOptions extends ContactSchemaOptions {
  /** Values that were judged before, by the same definitions: what is sent of them is taken as it is. */
  judged?: Values | undefined
  /** What changes beside what is sent without being judged; conditions see it. */
  beside?: Values | undefined
}

/** Values that may be stored, or else why not, by key. */
type ContactVerdict = { values: Values; reasons: null } | { values: null; reasons: CodedReasons }

/**
 * The same rule set as a plain function, for those who judge thousands of contacts in a row. Its
 * reasons are those that `codedReasonsOf` makes of the schema's.
 */
export function judgeContact(
  fields: readonly Field[],
  mode: ContactMode,
  sent: Values,
  options: JudgeOptions = {},
): ContactVerdict {
  let reasons: Map<string, Reason[]> | null = null
  const values = judge(fields, mode, sent, options, (path, told) =>
    addReason((reasons ??= new Map()), path, told),
  )
  return reasons === null
    ? { values, reasons: null }
    : { values: null, reasons: Object.fromEntries<Reason[]>(reasons) }
}

type Fault = (path: string, told: Reason) => void

function judge(
  fields: readonly Field[],
  mode: ContactMode,
  sent: Values,
  { current, judged, beside }: JudgeOptions,
  fault: Fault,
): Values {
  const facts = factsOf(fields)
  const isJudged = judged === sent && !facts.someLocked
  const values = !isJudged ? noValues() : facts.someDefault ? Object.assign(noValues(), sent) : sent
  const { conditional } = facts
  // Of fields that turn out not to be there nothing else is to be said.
  const held: [path: string, told: Reason][] = []
  const hold: Fault = (path, told) => held.push([path, told])
  const refused = isJudged
    ? nothingRefused
    : judgeEach(sent, facts.byKey, values, mode, conditional ? hold : fault, judged)
  if (mode === 'create') fillDefaults(facts.withDefault, sent, values)
  const absent =
    conditional && mode !== 'row' && (mode !== 'patch' || current)
      ? judgeConditions(conditional, { mode, sent, values, beside, refused, current }, fault)
      : nothingRefused
  for (const [path, told] of held) if (!absent.has(path)) fault(path, told)
  if (mode !== 'row') requireRequired(facts.required, refused, values, mode, fault, current)
  if (mode === 'patch' && current) keepReadOnly(fields, current, values, fault)
  const result = mode === 'patch' ? current && applyPatch(current, values) : values
  const identityRefused = refused.size > 0 && facts.identities.some(({ key }) => refused.has(key))
  // A refused identity is its own message; that one is missing as well would only confuse.
  if (mode !== 'row' && result && !identityRefused && !keepsIdentity(facts, mode, values, result))
    fault(identitiesPath, missingIdentityReason(fields))
  return values
}

/**
 * A patch answers only for what it touches, and by what whoever sends it sees: were an identity that
 * is hidden from them to count, its being there would show.
 */
function keepsIdentity(
  { identities }: Facts,
  mode: ContactMode,
  values: Values,
  result: Values,
): boolean {
  if (mode !== 'patch') return identities.some(({ key }) => !isEmptyValue(result[key]))
  const touches = identities.some(({ key }) => Object.hasOwn(values, key))
  return !touches || identities.some(({ key, unseen }) => !unseen && !isEmptyValue(result[key]))
}

const nothingRefused: ReadonlySet<string> = new Set()

/** Judges each sent value by its field's own rule. @returns keys whose value was refused. */
function judgeEach(
  sent: Values,
  byKey: ReadonlyMap<string, Known>,
  values: Values,
  mode: ContactMode,
  fault: Fault,
  judged: Values | undefined,
): ReadonlySet<string> {
  let refused: Set<string> | null = null
  for (const key of Object.keys(sent)) {
    const known = byKey.get(key)
    const value = sent[key]
    // JSON has no undefined: for a form it means what leaving the key out means for the API.
    if (value === undefined) continue
    const locked = mode === 'create' && known?.field.editable === false
    if (known?.field.unseen && mode === 'replace') {
      // Not the row's, which knows of no such field, but what the contact has and keeps.
      values[key] = value
    } else if (!known || known.field.unseen || known.computed) {
      fault(key, known && !known.field.unseen ? computedReason : unknownReason)
    } else if (locked && !isDefault(known.field, value)) {
      fault(key, lockedValueReason)
    } else if ((known.field.masked || known.field.unread) && hasMask(value)) {
      fault(key, maskReason)
    } else if (judged && judged[key] === value) {
      values[key] = value
    } else if (isEmptyValue(value)) {
      if (mode === 'patch') values[key] = null
    } else {
      const { rules } = known
      const fast = rules.tryFast(value)
      const verdict =
        fast === undefined ? rules.value.safeParse(value) : { success: true as const, data: fast }
      if (!verdict.success) {
        refused ??= new Set()
        refused.add(key)
        for (const issue of verdict.error.issues) fault(key, reasonOfIssue(issue))
      } else if (verdict.data === value || !isEmptyValue(verdict.data)) values[key] = verdict.data
      else if (mode === 'patch') values[key] = null
    }
  }
  return refused ?? nothingRefused
}

function fillDefaults(withDefault: readonly Field[], sent: Values, values: Values): void {
  for (const { key, defaultValue, editable } of withDefault)
    // An explicit null is somebody's word that there is no value, and no default overrules it.
    if (sent[key] === undefined || editable === false) values[key] = defaultValue
}

function requireRequired(
  required: readonly Field[],
  refused: ReadonlySet<string>,
  values: Values,
  mode: ContactMode,
  fault: Fault,
  current: Values | undefined,
): void {
  for (const { key } of required) {
    // A field may have become required after the contact was made: nobody empties it then.
    if (refused.has(key) || (mode === 'replace' && current && isEmptyValue(current[key]))) continue
    const value = values[key]
    // A patch answers only for what it touches, for the same reason.
    if (mode === 'patch' ? value === null : value === undefined) fault(key, requiredReason)
  }
}

function keepReadOnly(
  fields: readonly Field[],
  current: Values,
  values: Values,
  fault: Fault,
): void {
  for (const field of fields)
    if (
      isFixed(field) &&
      Object.hasOwn(values, field.key) &&
      !sameValue(values[field.key], current[field.key])
    )
      fault(field.key, field.readOnly ? readOnlyReason : lockedValueReason)
}

function isDefault({ defaultValue }: Field, value: unknown): boolean {
  return isEmptyValue(value) || sameValue(value, defaultValue)
}

function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
