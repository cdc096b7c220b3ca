import { conditionNames } from './field-conditions.ts'
import { describe, expect, test } from 'vitest'
import { type EditableProperty, editableProperties, type Field, lockedReason } from './field.ts'
import {
  completeDefinition,
  fieldCreateSchema,
  fieldPatchSchema,
  keyFromName,
} from './field-input.ts'
import { fieldTypeIds } from './field-types/registry.ts'
import { customField } from './field.test-support.ts'
import { prebuiltFields } from './prebuilt-fields.ts'
import { reasonsOf } from './problem.ts'

const draft = (more: Partial<Field>) => customField('custom', { name: 'Custom', ...more })

function complete(more: Partial<Field>) {
  const verdict = completeDefinition(draft(more))
  return 'errors' in verdict ? Object.keys(verdict.errors) : verdict.field
}

const prebuilt = (key: string) => prebuiltFields.find((field) => field.key === key)!

describe('keys made from names', () => {
  const key = (name: string, ...taken: string[]) => keyFromName(name, new Set(taken))

  test.each([
    ['Födelsedag (år)', 'fodelsedag_ar'],
    ['  --A  b--  ', 'a_b'],
    ['3D model', 'f_3d_model'],
    ['ﬁne', 'fine'],
    ['日本語', 'field'],
    ['😀', 'field'],
    ['', 'field'],
    ['İstanbul', 'istanbul'],
    ['constructor', 'constructor_2'],
    ['To String', 'to_string_2'],
    ['__proto__', 'proto'],
    ['prototype', 'prototype_2'],
    ['identities', 'identities_2'],
  ])('“%s” → %s', (name, expected) => expect(key(name)).toBe(expected))

  test('avoid those that are taken', () => {
    expect(key('Plan', 'plan', 'plan_2')).toBe('plan_3')
    expect(key('x'.repeat(99), 'x'.repeat(56))).toBe(`${'x'.repeat(56)}_2`)
  })

  test('are keys that could have been given', () => {
    for (const name of ['a'.repeat(200), '9'.repeat(200), '__x__', 'Ünï', '!'])
      expect(fieldCreateSchema.safeParse({ name: 'N', type: 'text', key: key(name) }).success).toBe(
        true,
      )
  })
})

describe('what is sent to make a field', () => {
  const refused = (input: object) => {
    const verdict = fieldCreateSchema.safeParse({ name: 'N', type: 'text', ...input })
    return verdict.success ? [] : Object.keys(reasonsOf(verdict.error))
  }

  test.each([
    '__proto__',
    'constructor',
    'prototype',
    'to_string',
    'value_of',
    'has_own_property',
    'identities',
  ])('may not have the key %s', (key) => expect(refused({ key })).toEqual(['key']))

  test('may not have what the server keeps', () => {
    for (const name of ['id', 'kind', 'position', 'version', 'defaultCountry'])
      expect(refused({ [name]: 1 })).toEqual([name])
  })

  test('has its name trimmed', () => {
    expect(fieldCreateSchema.parse({ name: '  N  ', type: 'text' }).name).toBe('N')
    expect(refused({ name: ' ' })).toEqual(['name'])
  })

  test('of a change may have a country, if there is such a country', () => {
    expect(fieldPatchSchema.safeParse({ defaultCountry: 'DE' }).success).toBe(true)
    expect(fieldPatchSchema.safeParse({ defaultCountry: 'ZZ' }).success).toBe(false)
  })
})

describe('a whole definition', () => {
  test.each(fieldTypeIds)('of %s gets the settings it leaves out', (type) => {
    const options = [{ text: 'One' }] as unknown as Field['options']
    const field = complete({ type, options })
    expect(field).toMatchObject({ type, key: 'custom' })
    expect(completeDefinition(field as Field)).toEqual({ field })
  })

  test('drops the settings of other types, which a change of type leaves behind', () => {
    const field = complete({ type: 'date', length: 9, min: 1, options: [{ id: 'a', text: 'A' }] })
    for (const setting of ['length', 'min', 'max', 'options', 'decimals'])
      expect(field).not.toHaveProperty(setting)
  })

  test('has a default in the form it is stored in, judged under its own settings', () => {
    const options = [{ id: 'g', text: 'Gold' }]
    expect(complete({ type: 'dropdown', options, defaultValue: 'Gold' })).toMatchObject({
      defaultValue: 'g',
    })
    expect(complete({ type: 'checkbox', defaultValue: false })).toMatchObject({
      defaultValue: false,
    })
    expect(complete({ defaultValue: '  ' })).toMatchObject({ defaultValue: null })
    expect(complete({ length: 2, defaultValue: 'abc' })).toEqual(['defaultValue'])
    expect(complete({ type: 'integer', max: 3, defaultValue: 4 })).toEqual(['defaultValue'])
  })

  test('is not required where nobody could fill it in', () => {
    expect(complete({ visible: false, required: true })).toEqual(['required'])
    expect(complete({ visible: false })).toMatchObject({ visible: false })
  })

  test('of the name stays visible and required', () => {
    for (const more of [{ visible: false, required: false }, { required: false }])
      expect(completeDefinition({ ...prebuilt('name'), ...more })).toHaveProperty('errors.visible')
  })

  test('of each pre-built field is complete as it is', () => {
    for (const field of prebuiltFields) expect(completeDefinition(field)).toEqual({ field })
  })
})

describe('what of each kind is locked', () => {
  const unlocked = (field: Pick<Field, 'key' | 'kind'>) =>
    editableProperties.filter((property) => lockedReason(field, property) === null)
  const everybodys: EditableProperty[] = [
    'name',
    'helpText',
    'visible',
    'required',
    'readOnly',
    ...conditionNames,
    'section',
    'viewRoles',
    'maskRoles',
    'editRoles',
  ]

  test.each([
    ['S', prebuilt('city'), [...everybodys, 'defaultValue', 'indexed']],
    [
      'S, the name',
      prebuilt('name'),
      [
        'name',
        'helpText',
        'readOnly',
        'readOnlyWhen',
        'section',
        'defaultValue',
        'indexed',
        'editRoles',
      ],
    ],
    ['S, computed', prebuilt('created_at'), ['name', 'helpText', 'visible', 'indexed', 'section']],
    ['I', prebuilt('email'), everybodys],
    ['I, a phone', prebuilt('sms'), [...everybodys, 'defaultCountry']],
    ['C', draft({}), editableProperties.filter((property) => property !== 'defaultCountry')],
  ])('%s', (_, field, expected) => {
    expect([...unlocked(field)].sort()).toEqual([...expected].sort())
  })
})
