import type { Cell, Values } from '@cardfile/openapi'
import { joinCell } from '@cardfile/openapi/spreadsheet'
import { expect } from 'vitest'
import type { Api, ProblemBody, Reply } from './api.ts'
import { failuresOf, importRows, type Mode, numbered } from './imports.ts'

/** Codes of reasons by field, as each way to write a contact tells them. */
export type Told = Record<string, string>
type Reasons = Record<string, readonly { code: string }[]>

/** @param reasons of a problem, or of a verdict of the rule set */
export function codesOf(reasons: Reasons = {}): Told {
  return Object.fromEntries(
    Object.entries(reasons).map(([path, list]) => [
      path.replace(/^values\./, ''),
      list.map(({ code }) => code).join(),
    ]),
  )
}

/** What a request is refused by, if it is: what fails for want of anything but values is no verdict on them. */
export function toldIn({ status, body }: Pick<Reply<ProblemBody>, 'status' | 'body'>): Told {
  if (status >= 300) expect([status, body.code], body.detail).toEqual([422, 'invalid'])
  return codesOf(body.reasons)
}

/** What rows are refused by; a row of a file has a value in each column that one of them has. */
export async function toldByImport(
  api: Api,
  mode: Mode,
  rows: readonly Values[],
  more: object = {},
): Promise<Told[]> {
  const keys = [...new Set(rows.flatMap((values) => Object.keys(values)))]
  const cells = rows.map((values) =>
    keys.map((key): Cell => {
      const value = values[key] ?? null
      return Array.isArray(value) ? joinCell(value) : (value as Cell)
    }),
  )
  const done = await importRows(api, mode, keys, numbered(cells), 1_000, more)
  const told: Told[] = rows.map(() => ({}))
  for (const { row, field, code } of await failuresOf(api, done.id))
    told[row - 2]![field ?? 'identities'] = code ?? ''
  return told
}

type OnMatch = 'fill' | 'update'

interface Item {
  identities: { email: unknown }
  values: Values
  onMatch: OnMatch
}

/** @param values with an e-mail address, by which the contact is known */
export function itemOf({ email, ...values }: Values, onMatch: OnMatch): Item {
  return { identities: { email }, values, onMatch }
}

export async function toldByUpsert(api: Api, items: readonly Item[]): Promise<Told[]> {
  const { body } = await api.post<{ items: { problem?: ProblemBody }[] }>(
    '/api/v1/contacts:upsert',
    { items },
  )
  // The items of a batch tell what they fail by without a status of their own.
  return body.items.map(({ problem }) => (problem ? toldIn({ status: 422, body: problem }) : {}))
}

export async function toldByIdentify(api: Api, items: readonly Item[]): Promise<Told[]> {
  const told: Told[] = []
  for (const body of items)
    told.push(toldIn(await api.refused('POST', '/api/v1/contacts:identify', { body })))
  return told
}

interface BulkReasons {
  counts: { changed: number; unchanged: number; failed: number }
  reasons: { field: string | null; reason: { code: string } }[]
}

/** What a change of one contact is refused by, where it is made as one of many. */
export async function toldByBulk(
  api: Api,
  id: string,
  set: Values,
  more: object = {},
): Promise<Told> {
  const { body } = await api.post<BulkReasons>('/api/v1/bulk-changes', {
    on: { ids: [id] },
    do: [{ set }],
    ...more,
  })
  const { changed, unchanged, failed } = body.counts
  expect([changed + unchanged + failed, failed]).toEqual([1, body.reasons.length > 0 ? 1 : 0])
  return Object.fromEntries(body.reasons.map(({ field, reason }) => [field ?? '', reason.code]))
}
