import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Cell } from '@cardfile/openapi'
import { headingsKey } from '@cardfile/openapi/spreadsheet'
import { findMappings, mappingsKey, type SavedMapping } from '../mappings/mapping-api.ts'
import { mappedBy } from './saved-mapping.ts'
import type { useColumns } from './use-columns.ts'
import { useWizard } from '../draft/use-wizard.ts'

const none: readonly SavedMapping[] = []

/**
 * The mappings saved for files with these headings. The newest is taken at once, as long as nobody has
 * decided anything about this file's columns.
 */
export function useSavedMapping({ headings, columns, fields }: ReturnType<typeof useColumns>) {
  const { draft, state, change } = useWizard()
  const key = draft && draft.headingRow !== 0 ? headingsKey(headings) : null
  const { data, error, refetch } = useQuery({
    queryKey: [...mappingsKey, 'found', key],
    queryFn: ({ signal }) => findMappings(cellsToFind(headings), signal),
    enabled: state === 'open' && key !== null,
    // What a colleague has just saved is to be found, also on the way back to this step.
    staleTime: 0,
    gcTime: 0,
  })
  const found = data?.data ?? none
  const open = draft !== null && draft.mapping === undefined && draft.plans === null
  const ready = state === 'open' && fields.length > 0
  const [first] = found
  useEffect(() => {
    if (!open || !ready || !data) return
    void change(first ? mappedBy(first, { headings, columns, fields }) : { mapping: null })
  }, [open, ready, data, first, headings, columns, fields, change])
  return {
    found,
    error,
    retry: refetch,
    /** Whether one may yet be found and taken. */
    pending: open && ready && key !== null && !error,
    apply: (saved: SavedMapping) => void change(mappedBy(saved, { headings, columns, fields })),
    /** Back to what the file itself proposes. */
    release: () => void change({ plans: null, constants: [], mode: 'merge', mapping: null }),
  }
}

/** A heading may be a date or a number in its cell; what is not worth sending is cut off. */
function cellsToFind(headings: readonly Cell[]): Cell[] {
  const last = headings.findLastIndex((cell) => cell !== null)
  return headings.slice(0, last + 1)
}
