import { type AuditAction, auditActionIds } from '@cardfile/openapi'
import type { QueryOf } from '../../api/types.ts'

/** What of the log is shown; it stands in the address, so that a view can be linked to. */
export interface AuditView {
  /** A person's or key's id. */
  actor: string | null
  action: AuditAction | null
  /** Days, `YYYY-MM-DD`, in the time zone of who looks; both are within. */
  from: string | null
  to: string | null
  /** Where the page begins; null for the newest. */
  cursor: string | null
}

export function readAuditView(search: URLSearchParams): AuditView {
  const action = search.get('action')
  return {
    actor: search.get('actor') || null,
    action: auditActionIds.find((id) => id === action) ?? null,
    from: dayOf(search.get('from')),
    to: dayOf(search.get('to')),
    cursor: search.get('cursor') || null,
  }
}

export function writeAuditView(view: AuditView): URLSearchParams {
  return new URLSearchParams(
    Object.entries(view).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  )
}

/** The view as the API takes it: days become the instants they begin and end at. */
export function auditQuery(view: AuditView): QueryOf<'listAudit'> {
  const { actor, action, from, to, cursor } = view
  return {
    ...(actor && { actor }),
    ...(action && { action }),
    ...(from && { from: startOf(from, 0) }),
    ...(to && { to: startOf(to, 1) }),
    ...(cursor && { cursor }),
  }
}

export function isNarrowedAudit({ actor, action, from, to }: AuditView): boolean {
  return [actor, action, from, to].some((part) => part !== null)
}

function dayOf(text: string | null): string | null {
  return text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
    ? text
    : null
}

/** Midnight of the day, or of so many days after it, where the person is. */
function startOf(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + later).toISOString()
}
