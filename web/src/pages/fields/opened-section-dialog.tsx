import { lazyPart } from '../../layout/lazy-part.tsx'

/** Fetched when it is first opened: its conditions bring as much as the whole list of fields. */
export const SectionDialog = lazyPart(() =>
  import('./section-dialog.tsx').then((module) => module.SectionDialog),
)
