import { expect, it } from 'vitest'
import { customField } from '@cardfile/openapi/test-field'
import { draftOfField, draftOfType, newOption, patchOf } from './definition-draft.ts'
import { definitionTypedSince } from './typed-since.ts'

const stored = customField('plan', {
  name: 'Plan',
  type: 'dropdown',
  options: [
    { id: 'free', text: 'Free' },
    { id: 'gold', text: 'Gold' },
  ],
})

it('goes on from what is stored, but for what was typed while it was saved', () => {
  const sent = draftOfField({ ...stored, version: 0, name: ' Plan ' })
  const now = { ...sent, helpText: 'Which one?' }
  const draft = definitionTypedSince(stored, { sent, now })
  expect(patchOf(stored, draft)).toEqual({ helpText: 'Which one?' })
})

it('gives options that were new their ids, so that renaming one makes no other', () => {
  const options = [newOption('Free'), newOption(' '), newOption('Gold')]
  const sent = { ...draftOfType('dropdown'), name: 'Plan', options }
  const [free, blank, gold] = options
  const now = { ...sent, options: [free!, blank!, { ...gold!, text: 'Golden' }] }
  const draft = definitionTypedSince(stored, { sent, now })
  expect(patchOf(stored, draft)).toEqual({
    options: [
      { id: 'free', text: 'Free' },
      { id: 'gold', text: 'Golden' },
    ],
  })
})

it('keeps the rows of options, in which somebody may be typing', () => {
  const sent = draftOfField(stored)
  const now = { ...sent, helpText: 'Which one?' }
  const rows = (draft: typeof sent) => draft.options.map(({ rowId }) => rowId)
  expect(rows(definitionTypedSince(stored, { sent, now }))).toEqual(rows(sent))
})
