import { auditActions, type Cell, reason } from '@cardfile/openapi'
import type { Context } from '../installation/context.ts'
import { dayOf, type Download } from '../http/download.ts'
import { firstRow } from '../db/database.ts'
import { assertCurrent } from '../installation/definitions.ts'
import { selectSchemaVersion } from '../installation/definition-rows.ts'
import { invalid } from '../errors/problem-error.ts'
import { shownRows } from './shown-fields.ts'
import { type AuditFilter, type AuditRow, auditFromRow, selectAudit } from './store.ts'

/** What the log is asked by: times as ISO 8601, or days in UTC, the last of them included. */
interface AuditQuery {
  actor?: string | undefined
  action?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

export interface AuditPage {
  data: AuditRow[]
  nextCursor: string | null
}

const newest = Number.MAX_SAFE_INTEGER
const pageOfExport = 1_000

/** A page of the audit log, newest first, in one trip. A cursor is the number of the last row seen. */
export async function listAudit(
  ctx: Context,
  {
    cursor,
    pageSize = 50,
    ...query
  }: AuditQuery & { cursor?: string | undefined; pageSize?: number | undefined },
): Promise<AuditPage> {
  if (cursor !== undefined && !/^\d{1,15}$/.test(cursor))
    throw invalid({ cursor: [reason('not_cursor')] })
  const below = cursor === undefined ? newest : Number(cursor)
  const statement = selectAudit(readFilter(query), below, pageSize + 1)
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const [version, found] = await ctx.db.batch([selectSchemaVersion, statement], 'read')
    assertCurrent(snapshot, firstRow(version).version)
    const rows = (found?.rows ?? []).map(auditFromRow)
    const data = shownRows(rows.slice(0, pageSize), snapshot)
    return { data, nextCursor: rows.length > pageSize ? (data.at(-1)?.id ?? null) : null }
  })
}

/** The audit log as a file, newest first, read page by page while it is written. */
export function exportAudit(ctx: Context, query: AuditQuery): Download {
  return {
    format: 'csv',
    name: `audit-${dayOf(ctx.now())}`,
    sheetName: 'Audit',
    rows: auditCells(ctx, readFilter(query)),
  }
}

const headings = [
  'Number',
  'Time',
  'By',
  'By (id)',
  'By (name)',
  'Action',
  'What',
  'About',
  'About (id)',
  'About (name)',
  'Address',
  'Request',
  'Details',
]

async function* auditCells(ctx: Context, filter: AuditFilter): AsyncGenerator<Cell[][]> {
  yield [headings]
  for (let below = newest; ;) {
    const [page] = await ctx.db.batch([selectAudit(filter, below, pageOfExport)], 'scan')
    const rows = (page?.rows ?? []).map(auditFromRow)
    yield shownRows(rows, await ctx.definitions.current(ctx.db)).map(cellsOf)
    if (rows.length < pageOfExport) return
    below = Number(rows.at(-1)?.id)
  }
}

const labels = new Map<string, string>(Object.entries(auditActions))

function cellsOf({ id, at, actor, action, target, ip, requestId, details }: AuditRow): Cell[] {
  return [
    Number(id),
    at,
    actor?.kind ?? null,
    actor?.id ?? null,
    actor?.name ?? null,
    action,
    labels.get(action) ?? null,
    target?.kind ?? null,
    target?.id ?? null,
    target?.name ?? null,
    ip,
    requestId,
    JSON.stringify(details),
  ]
}

const day = 86_400_000

function readFilter({ actor, action, from, to }: AuditQuery): AuditFilter {
  const isDay = to !== undefined && !to.includes('T')
  return {
    actor,
    action,
    from: from === undefined ? undefined : Date.parse(from),
    before: to === undefined ? undefined : Date.parse(to) + (isDay ? day : 0),
  }
}
