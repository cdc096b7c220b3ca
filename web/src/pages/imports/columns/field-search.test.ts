import { describe, expect, it } from 'vitest'
import { prebuiltFields } from '@cardfile/openapi'
import { isFound, nearness, newField } from './field-search.ts'

const options = [
  { value: '', title: 'Leave this column out' },
  { value: newField, title: 'New custom field…' },
  ...prebuiltFields.map(({ key, name }) => ({ value: key, title: `${name} ${key}`, name })),
]
const offered = (typed: string) =>
  options
    .filter((option) => isFound(typed, option, prebuiltFields))
    .toSorted((a, b) => nearness(typed, a) - nearness(typed, b))
    .map(({ value }) => value)

describe('typing into the choice of a field', () => {
  it.each([
    ['Name', 'name'],
    ['name', 'name'],
    ['STATE/province', 'state'],
    ['Title', 'title'],
    ['last_name', 'last_name'],
    ['Em', 'email'],
    ['Shoe size', newField],
  ])('%s and Enter takes %s', (typed, value) => {
    expect(offered(typed)[0]).toBe(value)
  })

  it('offers no second field of a name that is there', () => {
    expect(offered('name')).not.toContain(newField)
    expect(offered('nam')).toContain(newField)
  })
})
