import { useQuery } from '@tanstack/react-query'
import { useMe } from '../../../access/may.tsx'
import { usePreferences } from '../../../access/preferences.tsx'
import { listViews, type SavedView, viewsKey } from './view-api.ts'

export interface Views {
  all: readonly SavedView[]
  /** The one that the table begins with; null for all contacts. */
  begin: SavedView | null
  /** Whether it is known which there are, or that this cannot be found out. */
  areKnown: boolean
}

const none: readonly SavedView[] = []

/** The person's own views and those that are shared with them, by name. Without them the table still works. */
export function useViews(): Views {
  const { data, isPending } = useQuery({
    queryKey: viewsKey,
    queryFn: ({ signal }) => listViews(signal),
  })
  const { preferences } = usePreferences()
  const { role } = useMe()
  const all = data?.data ?? none
  const own = all.find(({ id }) => id === preferences.defaultView)
  const ofRole = all.find(({ roles }) => role !== null && roles.includes(role.id))
  return { all, begin: own ?? ofRole ?? null, areKnown: !isPending }
}
