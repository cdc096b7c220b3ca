import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ColumnPreference, Field } from '@cardfile/openapi'
import { usePreferences } from '../../access/preferences.tsx'
import { cellText, valueOf } from '../../field-form/cell-text.ts'
import {
  allowedWidth,
  columnFields,
  contactColumns,
  type FieldColumn,
  movedColumn,
} from '../../field-form/columns.ts'
import { fieldName } from '../../locales/contract-words.ts'
import type { Contact } from '../../api/types.ts'
import type { ContactsView } from './view-state.ts'

export interface Columns {
  /** As they stand in the table. */
  drawn: FieldColumn[]
  /** The same as they are saved. */
  arranged: ColumnPreference[]
  /** Whether they are the usual ones. */
  areUsual: boolean
  /** @param keys in their order; null for the usual ones */
  show(keys: readonly string[] | null): void
  resize(key: string, width: number): void
  /** Keeps a column beside the name while the others are scrolled, or no more. */
  pin(key: string, pinned: boolean): void
  /** Takes a column to where another one stands. */
  move(key: string, to: string): void
}

interface ColumnsOptions {
  fields: readonly Field[]
  contacts: readonly Contact[]
  view: ContactsView
  onChange(part: Partial<ContactsView>): void
}

/**
 * The columns of the table: those of the address where it names some, as an old bookmark does, else those
 * that the person has arranged, which the server keeps.
 */
export function useColumns({ fields, contacts, view, onChange }: ColumnsOptions): Columns {
  const { t } = useTranslation()
  const { preferences, prefer } = usePreferences()
  const arranged = view.columns ?? preferences.contactColumns
  const chosen = arranged?.map(({ field }) => field) ?? null
  const words = useMemo(() => ({ yes: t('values.true'), no: t('values.false') }), [t])
  // The list is made anew at each drawing; its text stays the same.
  const listed = chosen?.join()
  const shown = useMemo(
    () => columnFields(fields, listed?.split(',').filter(Boolean) ?? null),
    [fields, listed],
  )
  const drawn = useMemo(
    () =>
      contactColumns(shown, {
        sorters: view.sorters,
        preferred: arranged,
        headingOf: fieldName,
        textsOf: (field) =>
          contacts.map((one) => cellText(field, valueOf(one, field), words) ?? ''),
      }),
    [shown, view.sorters, arranged, contacts, words],
  )
  const keys = drawn.map(({ field }) => field.key)
  const saved = (field: string): ColumnPreference =>
    arranged?.find((one) => one.field === field) ?? { field, width: null }
  const keep = (
    next: readonly string[] | null,
    changes: Record<string, Partial<ColumnPreference>> = {},
  ) => {
    const columns = next?.map((field) => ({ ...saved(field), ...changes[field] })) ?? null
    // A saved view says which it has; what differs from it stays in the address.
    if (view.viewId !== null && view.columns) onChange({ columns })
    else {
      if (view.columns) onChange({ columns: null })
      prefer({ contactColumns: columns })
    }
  }
  return {
    drawn,
    arranged: keys.map(saved),
    areUsual: chosen === null,
    show: keep,
    resize: (key, width) => keep(keys, { [key]: { width: allowedWidth(width) } }),
    pin: (key, pinned) => keep(keys, { [key]: { pinned } }),
    move: (key, to) => keep(movedColumn(keys, key, to)),
  }
}
