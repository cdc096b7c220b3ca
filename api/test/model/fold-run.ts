import { type Cell, type Field, prebuiltFields, type Values } from '@cardfile/openapi'
import { matchColumns } from '@cardfile/openapi/spreadsheet'
import { identitiesOf } from '../../src/contacts/identity-keys.ts'
import { RowReader } from '../../src/imports/fold/row-reader.ts'
import { fold } from '../../src/imports/fold/fold.ts'
import type { ImportMode } from '../../src/imports/fold/import-mode.ts'
import type { Present } from '../../src/imports/fold/fold-state.ts'

/** The pre-built fields with one of them changed. */
export function withField(changed: Partial<Field> & { key: string }): Field[] {
  return prebuiltFields.map((old) => (old.key === changed.key ? { ...old, ...changed } : old))
}

/** A contact that is there before the rows come. */
export function present(
  seq: number,
  values: Values,
  fields: readonly Field[] = prebuiltFields,
): Present {
  const claims = identitiesOf(values, fields).map(({ field, key }) => [field.id, key] as const)
  return { seq, id: `old-${seq}`, version: 3, values, claims }
}

/** Folds rows over contacts; the first row are the headings. */
export function run(
  mode: ImportMode,
  [headings, ...rows]: Cell[][],
  contacts: Present[] = [],
  fields: readonly Field[] = prebuiltFields,
) {
  const reader = new RowReader(fields, matchColumns(headings ?? [], fields))
  let n = 0
  return fold({
    fields,
    mode,
    reader,
    rows: rows.map((cells, index) => reader.read({ number: index + 2, cells })),
    present: contacts,
    newId: () => `new-${++n}`,
  })
}

export const outcomesOf = ({ rows }: ReturnType<typeof run>) => rows.map(({ outcome }) => outcome)

export const ann = present(7, { name: 'Ann', email: ['ann@example.com'], city: 'Berlin' })
export const bob = present(8, { name: 'Bob', email: ['bob@example.com'], sms: ['+12025550101'] })
