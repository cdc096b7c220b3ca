import { type Cell, type Field, foldText, type CodedReasons, reason } from '@cardfile/openapi'
import { choiceFaults, headingsKey } from '@cardfile/openapi/spreadsheet'
import { sha256Hex } from '../../crypto/sha256-hex.ts'
import { invalid } from '../../errors/problem-error.ts'
import { constantFaults } from '../import/constants.ts'
import type { Constant } from '../fold/row.ts'
import type { ImportMode } from '../fold/import-mode.ts'
import { largestPart } from './limits.ts'
import type { MappedColumn } from './mapping.ts'

export interface MappingInput {
  name: string
  mode: ImportMode
  columns: readonly MappedColumn[]
  constants?: readonly Constant[] | undefined
}

interface Judged {
  /** JSON, as it is stored. */
  columns: string
  constants: string
  /** Digest of the headings of the files it is for. */
  headingsKey: string
}

/**
 * The columns and constants of a mapping as they are stored, where they could begin an import.
 *
 * @throws ProblemError `invalid`
 */
export async function judged(
  given: Required<Pick<MappingInput, 'columns' | 'constants'>>,
  fields: readonly Field[],
): Promise<Judged>
export async function judged(
  given: Partial<Pick<MappingInput, 'columns' | 'constants'>>,
  fields: readonly Field[],
): Promise<Partial<Judged>>
export async function judged(
  { columns, constants }: Partial<Pick<MappingInput, 'columns' | 'constants'>>,
  fields: readonly Field[],
): Promise<Partial<Judged>> {
  const key = columns && headingsKey(columns.map(({ heading }): Cell => heading))
  const faults: CodedReasons = {
    ...(columns &&
      choiceFaults(
        columns.map(({ field }, index) => ({ index, field })),
        columns.length,
        fields,
      )),
    ...(constants && constantFaults(constants, fields)),
    ...(key === null && { columns: [reason('headings_missing')] }),
  }
  const written = {
    ...(columns && { columns: JSON.stringify(columns) }),
    ...(constants && { constants: JSON.stringify(constants) }),
  }
  for (const [part, text] of Object.entries(written))
    if (new TextEncoder().encode(text).length > largestPart)
      faults[part] = [reason('too_much_json', { most: largestPart / 1024 })]
  if (Object.keys(faults).length > 0) throw invalid(faults)
  return { ...written, ...(typeof key === 'string' && { headingsKey: sha256Hex(key) }) }
}

/** What makes two names the same. */
export function nameKeyOf(name: string): string {
  return foldText(name)
}
