import { describe, expect, it } from 'vitest'
import { fieldCreateSchema, fieldTypes, prebuiltFields } from '@cardfile/openapi'
import { customField } from '@cardfile/openapi/test-field'
import {
  bodyOf,
  draftOfField,
  draftOfType,
  judgeDefinition,
  newOption,
  patchOf,
  previewOf,
  withType,
} from './definition-draft.ts'

const options = () => [newOption('Gold plan'), newOption('Silver'), newOption('')]
const plan = customField('plan', {
  name: 'Plan',
  type: 'dropdown',
  options: [
    { id: 'gold', text: 'Gold' },
    { id: 'silver', text: 'Silver' },
  ],
  defaultValue: 'gold',
})

describe('a new field', () => {
  it('of every type is accepted with a name, and options where it has them', () => {
    for (const { id } of fieldTypes) {
      const draft = { ...draftOfType(id), name: 'Own', options: options() }
      expect(judgeDefinition(draft, null, prebuiltFields)).toEqual({})
      expect(fieldCreateSchema.safeParse(bodyOf(draft)).success).toBe(true)
    }
  })

  it('is refused without a name, with a taken one, without options, with a wrong default', () => {
    const text = draftOfType('text')
    expect(judgeDefinition(text, null, [])).toHaveProperty('name')
    expect(judgeDefinition({ ...text, name: ' COMPANY ' }, null, prebuiltFields)).toHaveProperty(
      'name',
    )
    expect(judgeDefinition({ ...draftOfType('radio'), name: 'Own' }, null, [])).toHaveProperty(
      'options',
    )
    const wrong = { ...draftOfType('integer'), name: 'Own', defaultValue: 6 }
    wrong.numbers = { max: 5 }
    expect(judgeDefinition(wrong, null, [])).toHaveProperty('defaultValue')
  })

  it('takes a default from options that have no id yet, by their text', () => {
    const draft = {
      ...draftOfType('dropdown'),
      name: 'Own',
      options: options(),
      defaultValue: 'Silver',
    }
    expect(previewOf(draft, null).options).toEqual([
      { id: 'Gold plan', text: 'Gold plan' },
      { id: 'Silver', text: 'Silver' },
    ])
    expect(judgeDefinition(draft, null, [])).toEqual({})
    expect(bodyOf(draft)).toMatchObject({
      options: [{ text: 'Gold plan' }, { text: 'Silver' }],
      defaultValue: 'Silver',
    })
  })
})

describe('a change of a field', () => {
  it('is empty where nothing changed, for every field there is', () => {
    for (const field of [...prebuiltFields, plan])
      expect(patchOf(field, draftOfField(field))).toEqual({})
  })

  it('keeps the ids of renamed options', () => {
    const draft = draftOfField(plan)
    const renamed = draft.options.map((option) => ({ ...option, text: `${option.text}!` }))
    expect(patchOf(plan, { ...draft, options: renamed })).toEqual({
      options: [
        { id: 'gold', text: 'Gold!' },
        { id: 'silver', text: 'Silver!' },
      ],
    })
  })

  it('never sends what is locked', () => {
    const company = prebuiltFields.find(({ key }) => key === 'company')!
    const draft = { ...draftOfField(company), numbers: { length: 9 }, name: 'Firm' }
    expect(patchOf(company, draft)).toEqual({ name: 'Firm' })
  })

  it('to another type drops the default, which was one of the old type', () => {
    const draft = withType(draftOfField(plan), 'text')
    expect(patchOf(plan, draft)).toMatchObject({ type: 'text', defaultValue: null })
    expect(judgeDefinition(draft, plan, [])).toEqual({})
  })
})
