import { type CodedReasons, reason } from './reasons/reason.ts'
import { z } from 'zod'
import { trimMarks } from './text/trim-marks.ts'
import { type Field, isComputed, nameKey } from './field.ts'
import { isEmptyValue, sameValue } from './values.ts'
import { fieldTypeIds, fieldTypeOf } from './field-types/registry.ts'
import { textFault } from './field-types/text-rules.ts'
import { noneOrFilterSchema } from './field-types/filter.ts'
import type { SettingName } from './field-types/registry.ts'
import {
  presentSettings,
  sentSettings,
  settingNames,
  withoutSettings,
} from './field-types/settings.ts'
import { rulesOf } from './field-rules.ts'
import { isPhoneCountry } from './identities/phone.ts'
import { oneLine } from './field-types/one-line.ts'
import { codedReasonsOf } from './problem.ts'
import { refuse, worded, reasonOfIssue } from './reasons/zod.ts'

const longestName = 100
const longestHelp = 1_000

const name = oneLine(longestName).min(1, worded('required')).describe('The label people see')

// Keys become properties of objects in every language a client is generated for.
const dangerousKeys = new Set([
  '__proto__',
  'constructor',
  'prototype',
  'hasownproperty',
  'tostring',
  'valueof',
  'identities',
])

const keyPattern = /^[a-z][a-z0-9_]{0,63}$/

const key = z
  .string()
  .regex(keyPattern, worded('key_pattern'))
  .refine((text) => !dangerousKeys.has(text.replaceAll('_', '')) && !dangerousKeys.has(text), {
    error: worded('reserved_word'),
  })

const flag = z.boolean()

const roles = z.array(z.string().max(64)).max(200).nullish()

const condition = (what: string) =>
  noneOrFilterSchema
    .optional()
    .describe(
      `${what} An operand may be what the contact has in another field of the same type: \`{"field": "<key>"}\`. Null for none`,
    )

const changeable = {
  type: z.enum(fieldTypeIds, { error: worded('not_option', { options: fieldTypeIds }) }),
  ...sentSettings,
  country: sentSettings.country.refine(
    (code) => code == null || isPhoneCountry(code),
    worded('not_country'),
  ),
  helpText: z
    .string()
    .overwrite(trimMarks)
    .max(longestHelp)
    .superRefine((text, context) => {
      const fault = textFault(text)
      if (fault) refuse(context, fault)
    })
    .nullish(),
  defaultValue: z.unknown().optional(),
  visible: flag.optional(),
  required: flag.optional(),
  readOnly: flag.optional(),
  visibleWhen: condition(
    'The field is there for contacts that meet it: elsewhere it takes no value, and one that it has is kept.',
  ),
  requiredWhen: condition('The field is required of contacts that meet it, where it is there.'),
  readOnlyWhen: condition(
    'The value stays as it is for contacts that meet it, by what is stored before a change.',
  ),
  indexed: flag.optional(),
  section: z
    .number({ error: 'must be a whole number' })
    .int()
    .nullish()
    .describe('Id of the section of the form that it stands in; null for none'),
  viewRoles: roles.describe('Ids of the roles that see its values; null for all'),
  maskRoles: roles.describe(
    'Ids of the roles that see only a mask of its values, like `ma****om`; null for none',
  ),
  editRoles: roles.describe('Ids of the roles that may change its values; null for all'),
}

/** What makes a custom field: a name and a type are enough. */
export const fieldCreateSchema = z.strictObject({ name, key: key.optional(), ...changeable }).meta({
  id: 'FieldCreate',
  example: { name: 'Plan', type: 'dropdown', options: [{ text: 'Gold' }] },
})

export const fieldPatchSchema = z
  .strictObject({
    ...changeable,
    name: name.optional(),
    key: z.string().max(64).optional().describe('As it is: it cannot be changed'),
    type: changeable.type.optional(),
    defaultCountry: z.string().refine(isPhoneCountry, worded('not_country')).optional(),
  })
  .meta({ id: 'FieldPatch' })

export type FieldCreate = z.infer<typeof fieldCreateSchema>
export type FieldPatch = z.infer<typeof fieldPatchSchema>

/**
 * Judges a whole definition as it would stand: its type's settings, its default under them, and
 * the flags against each other. Shared by creation and every later change.
 *
 * @param before what it is now, if it is there already: what a change leaves alone is not judged anew, since
 *   days that are counted from today move
 * @returns the definition with its settings filled in, or reasons by property
 */
export function completeDefinition(
  draft: Field,
  before: Field | null = null,
): { field: Field } | { errors: CodedReasons } {
  const isSame = before !== null && before.type === draft.type && hasSameSettings(before, draft)
  const { settingsSchema } = fieldTypeOf(draft.type)
  const judged = isSame ? null : settingsSchema.safeParse(presentSettings(draft))
  if (judged && !judged.success) return { errors: codedReasonsOf(judged.error) }
  const field: Field = {
    ...withoutSettings(draft),
    ...(judged && draft.kind === 'C' ? judged.data : presentSettings(draft)),
  }
  const errors: CodedReasons = {}
  // "A hidden field is never required": nobody could fill it in.
  if (field.required && !field.visible) errors.required = [reason('hidden_required')]
  if (field.requiredWhen && !field.visible) errors.requiredWhen = [reason('hidden_required')]
  if (field.key === nameKey && !(field.visible && field.required))
    errors.visible = [reason('name_always_shown')]
  if (field.unique && !isEmptyValue(field.defaultValue))
    errors.defaultValue = [reason('unique_no_default')]
  if (isEmptyValue(field.defaultValue) || isComputed(field)) field.defaultValue = null
  else if (!isSame || !sameValue(field.defaultValue, before.defaultValue)) {
    const verdict = rulesOf(field).value.safeParse(field.defaultValue)
    if (verdict.success) field.defaultValue = verdict.data
    else errors.defaultValue = verdict.error.issues.map(reasonOfIssue)
  }
  return Object.keys(errors).length > 0 ? { errors } : { field: { ...field } }
}

function hasSameSettings(a: Field, b: Field): boolean {
  return JSON.stringify(presentSettings(a)) === JSON.stringify(presentSettings(b))
}

/** Settings that were sent for a type which has none of the kind: meant for something, so refused. */
export function foreignSettings(
  input: { readonly [Name in SettingName]?: unknown },
  type: string,
): CodedReasons {
  const { settingNames: own, label } = fieldTypeOf(type)
  const foreign = settingNames.filter((name) => input[name] != null && !own.includes(name))
  return Object.fromEntries(
    foreign.map((setting) => [setting, [reason('setting_of_other_type', { type: label })]]),
  )
}

/** An API key made from a label, free among `taken`: "Födelsedag (år)" → `fodelsedag_ar`. */
export function keyFromName(label: string, taken: ReadonlySet<string>): string {
  const letters = label
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 56)
  const stem = /^[a-z]/.test(letters) ? letters : letters ? `f_${letters}` : 'field'
  const free = key.refine((text) => !taken.has(text))
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? stem : `${stem}_${n}`
    if (free.safeParse(candidate).success) return candidate
  }
}
