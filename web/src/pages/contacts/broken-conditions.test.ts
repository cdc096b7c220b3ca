import { describe, expect, it } from 'vitest'
import { type Filter, prebuiltFields } from '@cardfile/openapi'
import { customField } from '@cardfile/openapi/test-field'
import { brokenConditions, withoutBroken } from './broken-conditions.ts'

const plan = customField('plan', { type: 'dropdown', options: [{ id: 'gold', text: 'Gold' }] })
const fields = [...prebuiltFields, plan]
const city: Filter = { field: 'city', operator: 'eq', value: 'Rome' }
const name: Filter = { field: 'name', operator: 'nnull' }
const gone: Filter = { field: 'mood', operator: 'eq', value: 'good' }
const noOption: Filter = { field: 'plan', operator: 'eq', value: 'silver' }
const noOperator: Filter = { field: 'plan', operator: 'lt', value: 'gold' }
const any = (...value: Filter[]): Filter => ({ operator: 'or', value })
const all = (...value: Filter[]): Filter => ({ operator: 'and', value })

/** The filter of a bookmark, which of it means nothing any more, and what is left without it. */
const cases: [title: string, filter: Filter | null, broken: Filter[], left: Filter | null][] = [
  ['none', null, [], null],
  ['one that works', city, [], city],
  ['a deleted field', gone, [gone], null],
  ['a deleted option', noOption, [noOption], null],
  ['an operator that the type lacks by now', noOperator, [noOperator], null],
  ['a deleted field among others', all(city, gone, name), [gone], all(city, name)],
  ['one of two', any(city, gone), [gone], city],
  ['several, in groups', all(any(gone, noOption), any(city, gone)), [gone, noOption, gone], city],
  ['all of them', any(gone, noOption), [gone, noOption], null],
]

describe('a bookmarked filter', () => {
  it.each(cases)('with %s', (_title, filter, broken, left) => {
    expect(brokenConditions(filter, fields).map(({ condition }) => condition)).toEqual(broken)
    expect(withoutBroken(filter, fields)).toEqual(left)
  })

  it('says why a condition does not work', () => {
    expect(brokenConditions(all(gone, noOption), fields).map(({ reason }) => reason)).toEqual([
      '“mood” is not a field of contacts',
      expect.stringContaining('must be one of: Gold'),
    ])
  })
})
