import { lazy } from 'react'

/** Fetched when it is first opened: its conditions bring as much as the whole list of fields. */
export const SectionDialog = lazy(() =>
  import('./section-dialog.tsx').then((module) => ({ default: module.SectionDialog })),
)
