import {
  type CodedReasons,
  type ColumnPreference,
  type Field,
  type Filter,
  fieldsOfStored,
  filterOfStored,
  readFilter,
  readSorters,
  reason,
  type Sorter,
  sortersOfStored,
  type StoredFilter,
  type StoredSorter,
} from '@cardfile/openapi'
import type { Row } from '../db/result.ts'
import { isoTime } from '../db/iso-time.ts'
import { actorFrom } from '../installation/actor.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'

/** A column as it is stored: its field by id. */
type StoredColumn = Omit<ColumnPreference, 'field'> & { field: number }

/** A view as it is stored: fields by id. Times are ISO 8601 in UTC. */
export interface StoredView {
  id: string
  name: string
  /** As `actorOf` writes it. */
  owner: string | null
  ownerName: unknown
  shared: boolean
  locked: boolean
  filter: StoredFilter | null
  q: string | null
  sorters: StoredSorter[]
  columns: StoredColumn[] | null
  pageSize: number | null
  /** Ids of the roles whose people begin with it. */
  roles: string[]
  version: number
  createdAt: string
  updatedAt: string
}

/** A row of `selectListed` or `selectById`. */
export function viewFromRow(row: Row): StoredView {
  const parsed = (json: unknown) => (json === null ? null : JSON.parse(String(json)))
  return {
    id: String(row.id),
    name: String(row.name),
    owner: row.owner === null ? null : String(row.owner),
    ownerName: row.owner_name,
    shared: row.shared === 1,
    locked: row.locked === 1,
    filter: parsed(row.filter),
    q: row.q === null ? null : String(row.q),
    sorters: parsed(row.sorters),
    columns: parsed(row.columns),
    pageSize: row.page_size === null ? null : Number(row.page_size),
    roles: parsed(row.roles),
    version: Number(row.version),
    createdAt: isoTime(row.created_at),
    updatedAt: isoTime(row.updated_at),
  }
}

/** Who looks at views, and what they may do with those of others. */
export interface Viewer {
  /** As `actorOf` writes it. */
  actor: string | null
  manages: boolean
}

export const isOwn = ({ owner }: StoredView, { actor }: Viewer): boolean => owner === actor

/** Whether they may share, lock and delete it. */
export function mayManage(view: StoredView, viewer: Viewer): boolean {
  return isOwn(view, viewer) || (view.shared && viewer.manages)
}

/** Whether they may save another look in its place. */
export function mayChange(view: StoredView, viewer: Viewer): boolean {
  return mayManage(view, viewer) || (view.shared && !view.locked)
}

/**
 * Whether somebody is told of a view: it is theirs or shared, and no condition and no order of it is by a
 * field that they may not see, which would tell them of its values. So would a whole value that somebody else
 * has put into a condition, where they see masks.
 */
export function isListed(view: StoredView, viewer: Viewer, { everyField }: FieldSnapshot): boolean {
  const own = isOwn(view, viewer)
  if (!view.shared && !own) return false
  const hidden = everyField.filter(({ unseen, unread }) => unseen || (unread && !own))
  const used = new Set(usedFields(view))
  return !hidden.some(({ id }) => used.has(id))
}

/** Ids of the fields without which a view lists nothing. */
export function usedFields({ filter, sorters }: Pick<StoredView, 'filter' | 'sorters'>): number[] {
  return [...(filter ? fieldsOfStored(filter) : []), ...sorters.map(({ field }) => field)]
}

/** What a view lists, by keys; or why it lists nothing. */
export type ViewQuery =
  | { filter: Filter | null; sorters: Sorter[]; broken: null }
  | { broken: CodedReasons }

/**
 * What a view lists by the definitions of now. Where a field or an option is gone it lists nothing: without
 * that condition it would show more than it did.
 */
export function queryOfView(
  { filter, sorters }: Pick<StoredView, 'filter' | 'sorters'>,
  fields: readonly Field[],
): ViewQuery {
  const byId = new Map(fields.map((field) => [field.id, field]))
  const gone = [reason('field_of_view_gone')]
  const shown = {
    filter: filter && filterOfStored(filter, byId),
    sorters: sortersOfStored(sorters, byId),
  }
  const read = readFilter(shown.filter ?? undefined, fields)
  const order = readSorters(shown.sorters ?? undefined, fields)
  const broken: CodedReasons = {
    ...('errors' in read && { filter: Object.values(read.errors).flat() }),
    ...('fault' in order && { sorters: [order.fault] }),
    ...(filter !== null && shown.filter === null && { filter: gone }),
    ...(shown.sorters === null && { sorters: gone }),
  }
  return Object.keys(broken).length > 0
    ? { broken }
    : { filter: shown.filter, sorters: shown.sorters ?? [], broken: null }
}

/** A view as whoever looks is told of it; columns of fields that are gone, or that they do not see, are left out. */
export function shownView(view: StoredView, viewer: Viewer, { fields }: FieldSnapshot) {
  const { owner, ownerName, filter: _filter, sorters: _sorters, columns, ...rest } = view
  const query = queryOfView(view, fields)
  return {
    ...rest,
    owner: actorFrom(owner, ownerName),
    isMine: isOwn(view, viewer),
    mayChange: mayChange(view, viewer),
    mayManage: mayManage(view, viewer),
    ...(!query.broken && query.filter && { filter: query.filter }),
    sorters: query.broken ? [] : query.sorters,
    columns: columns && shownColumns(columns, fields),
    broken: query.broken,
  }
}

function shownColumns(
  columns: NonNullable<StoredView['columns']>,
  fields: readonly Field[],
): ColumnPreference[] {
  const keys = new Map(fields.map(({ id, key }) => [id, key]))
  return columns.flatMap((column) => {
    const key = keys.get(column.field)
    return key === undefined ? [] : [{ ...column, field: key }]
  })
}
