import { beforeAll, describe, expect, test } from 'vitest'
import type { Api } from './support/api.ts'
import { type Ask, asksOf, none, type Probe } from './support/rights-asks.ts'
import { importRows, numbered, undoAll } from './support/imports.ts'
import {
  fieldMark,
  identityMark,
  type Installation,
  mark,
  plantedInstallation,
} from './support/rights.ts'

interface Spec {
  paths: Record<string, Record<string, { operationId: string }>>
}

interface Operation {
  name: string
  method: string
  path: string
}

let planted: Installation
let real: Probe
let asks: ReturnType<typeof asksOf>
let imported: string
let operations: Operation[]

const json = (value: unknown) => JSON.stringify(value)

beforeAll(async () => {
  planted = await plantedInstallation()
  const { owner } = planted
  const [text = 0, , , gone = 0] = planted.hiddenFields
  real = {
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
  imported = (await importRows(owner, 'replace', headings, rows, 2, more)).id
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
  asks = asksOf({ installation: planted, imported, undone, bulkChange: tried.id, ownersCursor })
  const { paths } = (await (await owner.fetch('/api/v1/openapi.json')).json()) as Spec
  operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { operationId }]) => ({
      name: operationId,
      method: method.toUpperCase(),
      path,
    })),
  )
})

/** Once in a while, on the way somewhere else: all that changes from one answer to the next. */
function steady(text: string, probe: Partial<Probe>): string {
  const told = Object.values(probe)
    .map(String)
    .sort((a, b) => b.length - a.length)
    .reduce((shown, part) => shown.replaceAll(part, '§'), text)
  return told.replaceAll(/"requestId":"[^"]*"/g, '').replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '')
}

const uuid = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g

async function answerTo(api: Api, { method }: Operation, ask: Ask) {
  const { path, body, headers = {}, makesId } = ask
  const response = await api.fetch(path, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : json(body) }),
  })
  const kept = [...response.headers].filter(
    ([name]) => !/^(x-request-id|server-timing|date|ratelimit.*|content-length)$/.test(name),
  )
  const text = `${json(kept)}\n${await response.text()}`
  return { status: response.status, text: makesId ? text.replaceAll(uuid, '') : text }
}

function plainly({ path }: Operation): Ask[] {
  const there = path
    .replace('/contacts/{id}', `/contacts/${planted.ids[1]}`)
    .replace('/imports/{id}', `/imports/${imported}`)
    .replaceAll(/\{\w+\}/g, '999999')
  return [{ path: there, headers: { 'if-match': '"77"' } }]
}

test('who sees everything is told by most of them', async () => {
  const telling = new Set<string>()
  for (const operation of operations.filter(({ method }) => method === 'GET'))
    for (const ask of asks[operation.name]?.(real) ?? plainly(operation))
      if ((await answerTo(planted.owner, operation, ask)).text.includes(mark))
        telling.add(operation.name)
  for (const name of ['listContacts', 'getContact', 'listContactChanges', 'listImportRows'])
    expect(telling).toContain(name)
  for (const name of ['listImportFailures', 'downloadFailedRows', 'listImportKept', 'getImport'])
    expect(telling).toContain(name)
  expect(telling).toContain('getBulkChange')
  for (const name of ['exportContacts', 'listFields', 'getDocument'])
    expect(telling).toContain(name)
})

describe.each(['agent', 'manager'] as const)('to who does not see a field (%s)', (who) => {
  test('no operation tells of it, whatever is asked', async () => {
    const api = planted[who]
    const secrets = [mark, fieldMark, '2001-02-0', ...(who === 'manager' ? [identityMark] : [])]
    let asked = 0
    for (const operation of operations) {
      const probes = asks[operation.name] ?? (() => plainly(operation))
      const fakes = probes(none)
      for (const [index, ask] of probes(real).entries()) {
        const about = `${operation.name} ${json(ask)}`
        const told = await answerTo(api, operation, ask)
        const fake = fakes[index] ?? ask
        const ofNothing = await answerTo(api, operation, fake)
        for (const secret of secrets) expect(ofNothing.text, about).not.toContain(secret)
        // What was asked for is told back; beyond that, both answers are the same.
        const isProbe = json(ask) !== json(fake)
        expect(steady(told.text, isProbe ? real : {}), about).toBe(
          steady(ofNothing.text, isProbe ? none : {}),
        )
        expect(told.status, about).toBe(ofNothing.status)
        expect(told.status, about).toBeLessThan(500)
        asked += 2
      }
    }
    console.warn(`${who}: ${operations.length} operations, ${asked} requests, nothing told`)
    expect(operations.length).toBeGreaterThan(40)
  })
})
