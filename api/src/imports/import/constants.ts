import {
  contactSchema,
  type Field,
  isEmptyValue,
  type CodedReasons,
  codedReasonsOf,
  reason,
  rulesOf,
} from '@cardfile/openapi'
import { targetFault } from '@cardfile/openapi/spreadsheet'
import type { Constant } from '../fold/row.ts'

/** What is wrong with constants, by path (`constants.0.field`, `constants.0.value`). */
export function constantFaults(
  constants: readonly Constant[],
  fields: readonly Field[],
): CodedReasons {
  const faults: CodedReasons = {}
  const seen = new Set<string>()
  const judge = contactSchema(fields, 'row')
  for (const [place, { field: key, value }] of constants.entries()) {
    const field = fields.find((candidate) => candidate.key === key)
    const fault = targetFault(key, fields) ?? (seen.has(key) ? reason('twice') : null)
    seen.add(key)
    if (fault !== null || !field) {
      faults[`constants.${place}.field`] = [fault ?? reason('unknown_field')]
    } else if (field.kind === 'I') {
      // One identity for all rows would make one contact of them.
      faults[`constants.${place}.field`] = [reason('of_one_contact')]
    } else {
      const parsed = rulesOf(field).parseCell(value)
      const verdict = judge.safeParse({ [key]: parsed })
      const reasons = isEmptyValue(parsed)
        ? [reason('empty_text')]
        : verdict.success
          ? []
          : Object.values(codedReasonsOf(verdict.error)).flat()
      if (reasons.length > 0) faults[`constants.${place}.value`] = reasons
    }
  }
  return faults
}
