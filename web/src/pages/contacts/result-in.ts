import type { ContactResult } from '../../providers/contact-result.ts'
import type { Contacts } from './use-contacts.ts'
import { type ContactsView, writeView } from './view-state.ts'

/** The page of a list in which its contacts are opened. */
export function resultIn(
  view: ContactsView,
  { data, total, totalIsExact }: Pick<Contacts, 'data' | 'total' | 'totalIsExact'>,
): ContactResult {
  return {
    fromList: true,
    search: writeView({ ...view, viewId: null }).toString(),
    page: view.page,
    pageSize: view.pageSize,
    total: totalIsExact ? total : null,
    ids: data.map(({ id }) => id),
  }
}
