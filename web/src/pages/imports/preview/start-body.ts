import { trimMarks } from '@cardfile/openapi'
import type { Cell } from '@cardfile/openapi'
import type { ColumnPlan, Constant, Draft } from '../draft/draft.ts'
import type { Schemas } from '../../../api/types.ts'

/**
 * What an import begins with. Every column is named, also those that are left out, so that what
 * happens is what a person saw.
 */
export function startBody(
  draft: Pick<Draft, 'fileName' | 'mode' | 'headingRow' | 'constants'>,
  plans: readonly ColumnPlan[],
  headings: readonly Cell[],
): Schemas['ImportCreate'] {
  const constants = draft.constants.filter(({ value }) => trimMarks(value) !== '')
  return {
    fileName: draft.fileName,
    mode: draft.mode,
    // A file without headings gets the fields' keys, so that its failed rows can be imported again.
    headings:
      draft.headingRow === 0 ? plans.map(({ field }) => field) : headings.map((cell) => cell),
    columns: plans.map(({ field, options }, index) => ({
      index,
      field,
      ...(Object.keys(options).length > 0 ? { options } : {}),
    })),
    ...(constants.length > 0 ? { constants: constants.map(asConstant) } : {}),
  }
}

function asConstant({ field, value }: Constant): { field: string; value: Cell } {
  return { field, value }
}
