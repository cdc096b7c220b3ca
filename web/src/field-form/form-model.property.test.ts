import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isEmptyValue, judgeContact, type Values } from '@cardfile/openapi'
import { conditionalDefinitions, conditionalValues } from '@cardfile/openapi/test-conditions'
import { changedValues, judge, statesOf, valuesToCreate } from './form-model.ts'

const isDeep = process.env.CARDFILE_TEST_DEEP === '1'
const options = { numRuns: isDeep ? 3_000 : 100 }

const codes = (reasons: Record<string, { code: string }[]> | null, code: string) =>
  Object.entries(reasons ?? {})
    .filter(([, told]) => told.some((one) => one.code === code))
    .map(([key]) => key)
    .sort()

it('a form shows the fields that the server takes values of, marks those that it needs, and offers what it takes', () => {
  fc.assert(
    fc.property(conditionalDefinitions(), conditionalValues(), (fields, values) => {
      const noDefaults = fields.map((field) => ({ ...field, defaultValue: null }))
      const states = [...statesOf(noDefaults, values, null)]
      const { reasons } = judgeContact(noDefaults, 'create', values)
      const filled = (key: string) => !isEmptyValue(values[key])
      const keysOf = (chosen: typeof states) => chosen.map(([key]) => key).sort()
      const there = states.filter(([, { isThere }]) => isThere)
      expect(codes(reasons, 'not_there')).toEqual(
        keysOf(states.filter(([key, { isThere }]) => !isThere && filled(key))),
      )
      expect(codes(reasons, 'required')).toEqual(
        [
          ...keysOf(there.filter(([key, { isRequired }]) => isRequired && !filled(key))),
          // What is always required depends on nothing.
          ...noDefaults
            .filter(({ key, required }) => required && !statesOf(noDefaults, {}, null).has(key))
            .filter(({ key }) => !filled(key))
            .map(({ key }) => key),
        ].sort(),
      )
      expect(codes(reasons, 'option_not_offered')).toEqual(
        keysOf(
          there.filter(([key, { withheld }]) =>
            [values[key]].flat().some((id) => withheld.has(String(id))),
          ),
        ),
      )
    }),
    options,
  )
})

it('a form that finds nothing wrong sends what the server takes, of a new contact and of a change', () => {
  fc.assert(
    fc.property(
      conditionalDefinitions(),
      conditionalValues(),
      conditionalValues(),
      (fields, typed, stored) => {
        const verdicts: [Values, Values | undefined][] = [
          [valuesToCreate(fields, typed), undefined],
          [changedValues(fields, stored, typed), stored],
        ]
        for (const [body, current] of verdicts) {
          const found = judge(fields, typed, current)
          const { reasons } = judgeContact(fields, current ? 'patch' : 'create', body, { current })
          expect(Object.keys(found)).toEqual(
            Object.keys(reasons ?? {}).map((key) => `values.${key}`),
          )
          expect(codes(reasons, 'not_there')).toEqual([])
        }
      },
    ),
    options,
  )
})
