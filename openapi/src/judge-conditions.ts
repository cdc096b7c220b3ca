import {
  canBeRequired,
  type ConditionalField,
  type ConditionalFields,
  conditionalFields,
  type Presence,
  presenceConditions,
  presenceIn,
  type ReadyCondition,
} from './conditional-fields.ts'
import { type Field, isFixed } from './field.ts'
import { type CodedReasons, type Reason, reason } from './reasons/reason.ts'
import { applyPatch, isEmptyValue, noValues, sameValue, type Values } from './values.ts'

const notThereReason = reason('not_there')
export const readOnlyNowReason = reason('read_only_now')
const requiredReason = reason('required')

/** A change of a contact, its values judged by the rules of their types. */
export interface JudgedChange {
  /** `return`: to values that the contact had. */
  mode: 'create' | 'patch' | 'replace' | 'return'
  sent: Values
  /** Those of the sent ones that were taken, with defaults; in a `patch` null says "clear". */
  values: Values
  /** What changes beside them without being judged. */
  beside?: Values | undefined
  /** Keys whose values were refused. */
  refused: ReadonlySet<string>
  /** The contact as it is stored; undefined for one that is new. */
  current: Values | undefined
}

type Fault = (key: string, told: Reason) => void

/**
 * What the conditions of definitions make of a change. Judged is the result, what is stored with what is
 * sent: first which fields are there, then which are required and which options are offered; what may not be
 * changed by what is stored alone, so that one write cannot unlock and change. A change of a contact answers
 * for the fields that it touches and for conditions whose inputs it touches, and for nothing that was amiss
 * before it.
 *
 * Defaults of fields that are there only now are filled in, and in a `replace` what fields hold that are not
 * there stays: both in `values`.
 *
 * @returns keys of the fields that are not there, of which nothing else is to be said
 */
export function judgeConditions(
  conditional: ConditionalFields,
  change: JudgedChange,
  fault: Fault,
): ReadonlySet<string> {
  const { mode, current, refused } = change
  const presence =
    mode === 'create'
      ? presenceWithDefaults(conditional, change)
      : presenceIn(conditional, resultOf(change))
  const before = current && presenceIn(conditional, current)
  const unknown = unknownBehind(conditional, refused)
  const judged: Judged = { change, presence, before, unknown }
  const absent = new Set<string>()
  for (const one of conditional.all) {
    const { key } = one
    const isLocked = before !== undefined && (one.readOnly?.isMet(before.seen) ?? false)
    if (isLocked) refuseLocked(one, judged, fault)
    if (presence.absent.has(key)) {
      if (!one.there.every((condition) => isKnown(condition, unknown))) continue
      absent.add(key)
      if (mode !== 'return') refuseAbsent(one, change, fault)
    } else if (!refused.has(key)) {
      // What cannot be filled in by this change is not asked for.
      const isFillable = !isLocked && !(current && isFixed(one.field))
      if (isFillable && isLacking(one, presence) && asker(one, judged)(one.required))
        fault(key, requiredReason)
      if (one.options !== null) judgeOptions(one, judged, fault)
    }
  }
  if (mode === 'replace') keepAbsent(presence, change)
  return absent
}

interface Judged {
  change: JudgedChange
  presence: Presence
  before: Presence | undefined
  unknown: ReadonlySet<string>
}

/** The refused values' keys, and those of fields of which it is therefore not known whether they are there. */
function unknownBehind(
  { byDependence }: ConditionalFields,
  refused: ReadonlySet<string>,
): ReadonlySet<string> {
  if (refused.size === 0) return refused
  const unknown = new Set(refused)
  for (const { key, there } of byDependence)
    if (!there.every((condition) => isKnown(condition, unknown))) unknown.add(key)
  return unknown
}

function isKnown({ inputs }: ReadyCondition, unknown: ReadonlySet<string>): boolean {
  return !inputs.some((input) => unknown.has(input))
}

/** What the contact would have. */
function resultOf({ mode, values, beside, current }: JudgedChange): Values {
  return mode === 'patch' ? applyPatch(applyPatch(current ?? {}, beside ?? {}), values) : values
}

/** An explicit null is somebody's word that there is no value, and no default overrules it. */
function defaultOf({ sent, refused }: JudgedChange) {
  return ({ key, field, options }: ConditionalField): unknown => {
    const { defaultValue, editable } = field
    if (isEmptyValue(defaultValue) || refused.has(key)) return undefined
    if (sent[key] !== undefined && editable !== false) return undefined
    // One that is offered sometimes only is no default elsewhere, which is known when all is.
    return options === null ? defaultValue : undefined
  }
}

/**
 * Which fields a new contact has, and the defaults that they take. One that is offered sometimes only is taken
 * where it is offered by all that there is with it: what it brings along may be what it is not offered beside.
 */
function presenceWithDefaults(conditional: ConditionalFields, change: JudgedChange): Presence {
  const { values, sent } = change
  const sometimes = conditional.all.filter(
    ({ key, field, options }) =>
      options !== null &&
      !isEmptyValue(field.defaultValue) &&
      values[key] === undefined &&
      sent[key] === undefined,
  )
  const fill = defaultOf(change)
  const taken = new Map<string, unknown>()
  const given = new Set<string>()
  for (;;) {
    const had = sometimes.length === 0 ? values : Object.assign(noValues(), values)
    for (const [key, value] of taken) had[key] = value
    const presence = presenceIn(conditional, had, fill)
    const isOffered = ({ key, field, options }: ConditionalField) =>
      !presence.absent.has(key) &&
      idsOf(field.defaultValue).every((id) => options?.get(id)?.isMet(presence.seen) ?? true)
    const wrong = sometimes.filter((one) => taken.has(one.key) && !isOffered(one))
    for (const { key } of wrong) taken.delete(key)
    if (wrong.length > 0) continue
    const { seen } = presence
    const known = given.size
    for (const one of sometimes)
      if (!given.has(one.key) && isOffered(one)) {
        given.add(one.key)
        taken.set(one.key, one.field.defaultValue)
        seen[one.key] = one.field.defaultValue
      }
    // Fields may be there by what has been taken, and others not.
    if (given.size > known) continue
    for (const { key } of conditional.all)
      if (!presence.absent.has(key) && seen[key] !== undefined && values[key] === undefined)
        values[key] = seen[key]
    return presence
  }
}

function idsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).map(String)
}

/** Sending what is there already is no change; clearing it is allowed. */
function refuseAbsent(
  { key, field }: ConditionalField,
  { sent, values, refused, current, mode }: JudgedChange,
  fault: Fault,
): void {
  if (field.unseen && mode === 'replace') return
  const wanted = refused.has(key) ? sent[key] : values[key]
  if (isEmptyValue(wanted) || (current && sameValue(wanted, current[key]))) return
  fault(key, notThereReason)
}

function isLacking({ key, field, there, required }: ConditionalField, { seen }: Presence): boolean {
  if (!canBeRequired(field) || !isEmptyValue(seen[key])) return false
  // One that is always there and required needs no condition to be judged.
  return field.required ? there.length > 0 : (required?.isMet(seen) ?? false)
}

type Asker = (condition: ReadyCondition | null) => boolean

/** Whether a change answers for a condition of a field. */
function asker(
  { key, there }: ConditionalField,
  { change: { mode, values, current }, presence: { absent, seen }, before, unknown }: Judged,
): Asker {
  const isTouched = (input: string) =>
    !sameValue(seen[input], before?.seen[input]) || before?.absent.has(input) !== absent.has(input)
  const ofItself =
    current === undefined ||
    (mode === 'patch' ? Object.hasOwn(values, key) : !sameValue(values[key], current[key]))
  return (condition) => {
    const asked = condition ? [...there, condition] : there
    if (!asked.every((one) => isKnown(one, unknown))) return false
    return ofItself || asked.some(({ inputs }) => inputs.some(isTouched))
  }
}

function judgeOptions(one: ConditionalField, judged: Judged, fault: Fault): void {
  const { key, field, options } = one
  const { seen } = judged.presence
  const value = seen[key]
  if (options === null || field.editable === false || isEmptyValue(value)) return
  for (const id of idsOf(value)) {
    const option = options.get(id)
    if (option && !option.isMet(seen) && asker(one, judged)(option))
      fault(key, reason('option_not_offered', { option: option.text }))
  }
}

function refuseLocked(
  { key, field }: ConditionalField,
  { change: { mode, values, current }, presence: { absent } }: Judged,
  fault: Fault,
): void {
  if (isFixed(field) || (mode === 'patch' && !Object.hasOwn(values, key))) return
  // That it is not there is the first thing to say.
  if (absent.has(key) && mode !== 'return' && !isEmptyValue(values[key])) return
  if (!sameValue(values[key], current?.[key])) fault(key, readOnlyNowReason)
}

function keepAbsent({ absent }: Presence, { values, current }: JudgedChange): void {
  for (const key of absent)
    if (isEmptyValue(current?.[key])) delete values[key]
    else values[key] = current?.[key]
}

/**
 * Why a contact cannot go back to values that it had, by key, as far as conditions say: what is locked by what
 * it has now, required by what it would have, or not offered then. To hold a value in a field that is not
 * there is nothing that somebody sends.
 *
 * @returns null where nothing keeps it
 */
export function judgeReturn(
  fields: readonly Field[],
  current: Values,
  earlier: Values,
): CodedReasons | null {
  const conditional = conditionalFields(fields)
  if (!conditional) return null
  const reasons: CodedReasons = {}
  const change = { mode: 'return', sent: earlier, values: earlier, refused: none, current } as const
  judgeConditions(conditional, change, (key, told) => {
    reasons[key] = [...(reasons[key] ?? []), told]
  })
  return Object.keys(reasons).length > 0 ? reasons : null
}

const none: ReadonlySet<string> = new Set()

/**
 * What is amiss in a contact as it is stored: what it lacks of what is required, and what it has of what is not
 * offered. What nobody has to answer for as long as they touch something else.
 *
 * @param known asked where something is: what was amiss before, which is left out
 */
export function judgeStored(
  fields: readonly Field[],
  values: Values,
  known?: () => readonly StoredFault[],
): StoredFault[] {
  const faults: StoredFault[] = []
  const add = (field: string, told: Reason) => {
    faults.push({ field, ...told })
  }
  for (const field of fields)
    if (field.required && isEmptyValue(values[field.key]) && canBeRequired(field))
      if (presenceConditions(field).length === 0) add(field.key, requiredReason)
  const conditional = conditionalFields(fields)
  const change = {
    mode: 'return',
    sent: values,
    values,
    refused: none,
    current: undefined,
  } as const
  if (conditional) judgeConditions(conditional, change, add)
  if (faults.length === 0 || !known) return faults
  const before = known()
  return faults.filter(
    ({ field, code }) => !before.some((one) => one.field === field && one.code === code),
  )
}

type StoredFault = Reason & { field: string }
