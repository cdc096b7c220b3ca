import { expect, it } from 'vitest'
import type { Cell } from './field-types/cell.ts'
import { customField } from './field.test-support.ts'
import { rulesOf } from './field-rules.ts'
import { missingOptions, withOptions } from './missing-options.ts'

const options = [{ id: 'a', text: 'Gold' }]
const many = Array.from({ length: 499 }, (_, at) => `Option ${at}`)

it.each<
  [type: 'dropdown' | 'radio' | 'checkboxlist', Cell[], separator: string | undefined, string[]]
>([
  ['dropdown', ['Silver', 'GOLD', 'silver', ' Iron ', null, 'a'], undefined, ['Silver', 'Iron']],
  ['radio', [7, { number: 7, shown: '007' }, { error: '#N/A' }], undefined, ['7', '007']],
  ['checkboxlist', ['Gold; Silver', 'Iron;Gold'], undefined, ['Silver', 'Iron']],
  ['checkboxlist', ['Gold|Silver'], '|', ['Silver']],
  ['dropdown', ['x'.repeat(257), 'two\nlines', ' '], undefined, []],
  ['dropdown', many, undefined, many],
  ['dropdown', [...many, 'One more'], undefined, []],
])('of a %s are the texts that its options lack', (type, cells, separator, missing) => {
  const field = customField('tier', { type, options })
  const locale = separator === undefined ? {} : { separator }
  expect(missingOptions(field, cells, locale)).toEqual(missing)
  const more = withOptions(field, missing)
  expect(missingOptions(more, cells, locale)).toEqual([])
  expect(more.options?.slice(0, 1)).toEqual(options)
  for (const text of missing) {
    const read = rulesOf(more).parseCell(text)
    expect(rulesOf(more).value.safeParse(read).success, text).toBe(true)
  }
})

it('of other fields are none', () => {
  expect(missingOptions(customField('tier', { type: 'text' }), ['Silver'])).toEqual([])
})
