import type { Api } from './api.ts'
import { importRows, numbered, undoAll } from './imports.ts'
import { type Ask, asksOf, type Probe } from './rights-asks.ts'
import { fieldMark, identityMark, type Installation, mark } from './rights.ts'

interface Spec {
  paths: Record<string, Record<string, { operationId: string }>>
}

interface Operation {
  name: string
  method: string
  path: string
}

/** What is known of a planted installation once it has been imported into, undone and taken from. */
export interface Traces {
  /** What is asked for that is there. */
  real: Probe
  /** Questions by operation; plain ones where there are no others. */
  asksOf(operation: Operation): (probe: Probe) => Ask[]
  operations: Operation[]
}

/** Leaves traces of hidden values in imports, in undone ones, and in an order that a cursor tells of. */
export async function leaveTraces(planted: Installation): Promise<Traces> {
  const { owner } = planted
  const [text = 0, , , gone = 0] = planted.hiddenFields
  const real = {
    key: `${fieldMark}_text`,
    name: `${fieldMark} text`,
    value: mark,
    day: '2001-02-01',
    identityKey: 'sso_id',
    identity: `${mark}-sso-1`,
    fieldId: text,
    goneId: gone,
  }
  const headings = ['Name', 'Email', `${fieldMark} text`, `${fieldMark} day`, 'Rest', 'sso_id']
  const rows = numbered([
    ['New', `${identityMark}new@example.com`, `${mark} new`, '2001-02-03', `${mark} rest`, null],
    ['Old', `${identityMark}0@example.com`, `${mark} imported`, '2001-02-04', null, null],
    ['Bad', `${identityMark}bad@example.com`, mark, `${mark} day`, `${mark} rest`, null, mark],
    ['No one', null, mark, null, `${mark} rest`, null],
    ['Two', `${identityMark}1@example.com`, null, null, null, `${mark}-sso-2`],
  ])
  const constants = [{ field: `${fieldMark}_preset`, value: `${mark} constant` }]
  const more = { constants }
  const imported = (await importRows(owner, 'replace', headings, rows, 2, more)).id
  const again = [['Old', `${identityMark}2@example.com`, `${mark} undone`, `${mark}-sso-other`]]
  const fewer = [...headings.slice(0, 3), 'sso_id']
  const second = await importRows(owner, 'replace', fewer, numbered(again), 1_000, more)
  const undone = second.id
  // Somebody else has the identity that undoing wants back.
  await owner.contact({ name: 'Taker', sso_id: [`${mark}-sso-2`] })
  await undoAll(owner, undone)
  const { body } = await owner.list({ sort: real.key, pageSize: '2' })
  const ownersCursor = String(body.nextCursor)
  const { body: tried } = await owner.post('/api/v1/bulk-changes', {
    on: { filter: { field: 'name', operator: 'nnull' } },
    do: [
      { set: { [real.key]: `${mark} bulk` } },
      { remove: { [real.identityKey]: [real.identity] } },
    ],
    dryRun: true,
  })
  const bulkChange = tried.id
  const asks = asksOf({ installation: planted, imported, undone, bulkChange, ownersCursor })
  const { paths } = (await (await owner.fetch('/api/v1/openapi.json')).json()) as Spec
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { operationId }]) => ({
      name: operationId,
      method: method.toUpperCase(),
      path,
    })),
  )
  const plainly = ({ path }: Operation): Ask[] => {
    const there = path
      .replace('/contacts/{id}', `/contacts/${planted.ids[1]}`)
      .replace('/imports/{id}', `/imports/${imported}`)
      .replaceAll(/\{\w+\}/g, '999999')
    return [{ path: there, headers: { 'if-match': '"77"' } }]
  }
  return {
    real,
    operations,
    asksOf: (operation) => asks[operation.name] ?? (() => plainly(operation)),
  }
}

const uuid = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g

/** Status, headers and body of an answer, without what no two of them have the same. */
export async function answerTo(api: Api, { method }: Operation, ask: Ask) {
  const { path, body, headers = {}, makesId } = ask
  const response = await api.fetch(path, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const kept = [...response.headers].filter(
    ([name]) => !/^(x-request-id|server-timing|date|ratelimit.*|content-length)$/.test(name),
  )
  const text = `${JSON.stringify(kept)}\n${await response.text()}`
  return { status: response.status, text: makesId ? text.replaceAll(uuid, '') : text }
}
