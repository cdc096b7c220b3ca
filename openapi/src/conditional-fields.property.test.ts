import fc from 'fast-check'
import { expect, test } from 'vitest'
import { conditionalFields } from './conditional-fields.ts'
import { conditionalDefinitions, conditionalValues } from './conditional-fields.test-support.ts'
import { meets } from './meets.ts'
import { readFieldCondition } from './read-field-condition.ts'

test('a condition made ready for many contacts is met where the one evaluator says so', () => {
  fc.assert(
    fc.property(conditionalDefinitions(), conditionalValues(), (fields, values) => {
      for (const { field, required } of conditionalFields(fields)?.all ?? []) {
        const read = field.requiredWhen && readFieldCondition(field.requiredWhen, fields)
        if (!required || !read || 'errors' in read) continue
        expect(required.isMet(values)).toBe(meets(read.condition, values))
      }
    }),
    { numRuns: process.env.CARDFILE_TEST_DEEP === '1' ? 5_000 : 100 },
  )
}, 600_000)
