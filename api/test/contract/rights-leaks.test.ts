import { beforeAll, describe, expect, test } from 'vitest'
import type { Api } from './support/api.ts'
import { importRows, numbered, undoAll } from './support/imports.ts'
import {
  fieldMark,
  identityMark,
  type Installation,
  mark,
  plantedInstallation,
} from './support/rights.ts'

/** What is asked for: something hidden that is there, or its like that is not. */
interface Probe {
  key: string
  name: string
  value: string
  day: string
  identityKey: string
  identity: string
  fieldId: number
  goneId: number
}

interface Ask {
  method?: string
  path: string
  body?: unknown
  headers?: Record<string, string>
}

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
const none: Probe = {
  key: 'nosuch_text',
  name: 'nosuch text',
  value: 'nosuchvalue',
  day: '1901-07-09',
  identityKey: 'nosuch_id',
  identity: 'nosuchvalue-sso-1',
  fieldId: 999_991,
  goneId: 999_992,
}
/** An import of the owner's, with hidden fields among its columns, and another one that was undone. */
let imported: string
let undone: string
let ownersCursor: string
let operations: Operation[]

const query = (all: object) => new URLSearchParams(Object.entries(all)).toString()
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
  undone = second.id
  // Somebody else has the identity that undoing wants back.
  await owner.contact({ name: 'Taker', sso_id: [`${mark}-sso-2`] })
  await undoAll(owner, undone)
  const { body } = await owner.list({ sort: real.key, pageSize: '2' })
  ownersCursor = String(body.nextCursor)
  const { paths } = (await (await owner.fetch('/api/v1/openapi.json')).json()) as Spec
  operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { operationId }]) => ({
      name: operationId,
      method: method.toUpperCase(),
      path,
    })),
  )
})

const contacts = '/api/v1/contacts'
const fields = '/api/v1/fields'
const imports = '/api/v1/imports'
const exportsPath = '/api/v1/exports'

/** Questions by operation. What is not here is asked plainly. */
const asks: Record<string, (probe: Probe) => Ask[]> = {
  listContacts: (p) =>
    [
      {},
      { trashed: 'true' },
      { q: p.value },
      { q: p.value, count: 'exact' },
      { q: p.identity },
      { q: p.day },
      ...['eq', 'ne', 'contains', 'startswith', 'null'].map((operator) => ({
        filter: json({ field: p.key, operator, value: p.value }),
      })),
      { filter: json({ field: p.identityKey, operator: 'eq', value: p.identity }) },
      { filter: json({ field: 'note', operator: 'contains', value: p.value }) },
      { sort: p.key },
      { sort: `-${p.identityKey}` },
      { sort: p.key, cursor: ownersCursor },
      { cursor: ownersCursor },
      { importId: imported, q: p.value },
    ].map((all) => ({ path: `${contacts}?${query(all)}` })),
  queryContacts: (p) =>
    [
      { q: p.value, count: 'exact' },
      {
        filter: {
          operator: 'or',
          value: [
            { field: 'name', operator: 'contains', value: 'erso' },
            { field: p.key, operator: 'eq', value: p.value },
          ],
        },
      },
      { sorters: [{ field: p.key, order: 'asc' }] },
    ].map((body) => ({ path: `${contacts}:query`, body })),
  getContact: () => planted.ids.map((id) => ({ path: `${contacts}/${id}` })),
  listContactChanges: () => planted.ids.map((id) => ({ path: `${contacts}/${id}/changes` })),
  createContact: (p) =>
    [
      { name: 'X', [p.key]: p.value },
      { name: 'X', [p.identityKey]: [p.identity] },
      { name: 'X', email: [], [p.key]: null },
    ].map((values) => ({ path: contacts, body: { values } })),
  updateContact: (p) =>
    [
      { [p.key]: p.value },
      { [p.key]: null },
      { [p.identityKey]: [p.identity] },
      { note: 1, [p.key]: p.value },
    ].flatMap((values) =>
      ['*', '"1"'].map((tag) => ({
        path: `${contacts}/${planted.ids[1]}`,
        body: { values },
        headers: { 'if-match': tag },
      })),
    ),
  deleteContact: () => [{ path: `${contacts}/${planted.ids[1]}`, headers: { 'if-match': '"77"' } }],
  deleteContacts: (p) =>
    [
      { q: p.value, expected: 77 },
      { filter: { field: p.key, operator: 'eq', value: p.value }, expected: 77 },
    ].map((body) => ({ path: `${contacts}:delete`, body })),
  restoreContact: () => [{ path: `${contacts}/${planted.ids[1]}/restore` }],
  listFields: () => [{ path: fields }, { path: `${fields}?deleted=true` }],
  getField: (p) => [p.fieldId, p.goneId].map((id) => ({ path: `${fields}/${id}` })),
  updateField: (p) =>
    [p.fieldId, p.goneId].flatMap((id) =>
      [{ helpText: 'x' }, { viewRoles: null }, { type: 'integer' }].map((body) => ({
        path: `${fields}/${id}`,
        body,
        headers: { 'if-match': '*' },
      })),
    ),
  deleteField: (p) => [{ path: `${fields}/${p.fieldId}`, headers: { 'if-match': '*' } }],
  restoreField: (p) => [p.fieldId, p.goneId].map((id) => ({ path: `${fields}/${id}/restore` })),
  getFieldUsage: (p) => [{ path: `${fields}/${p.fieldId}/usage` }],
  previewFieldConversion: (p) => [
    { path: `${fields}/${p.fieldId}/conversion`, body: { type: 'integer' } },
  ],
  reorderFields: (p) => [{ path: `${fields}:reorder`, body: { ids: [1, p.fieldId] } }],
  createField: () => [{ path: fields, body: { name: 'Name', type: 'text' } }],
  createImport: (p) =>
    [
      { columns: [{ index: 0, field: p.key }] },
      { constants: [{ field: p.key, value: 'x' }] },
      { constants: [{ field: p.identityKey, value: p.identity }] },
    ].map((more) => ({
      path: imports,
      body: { fileName: 'a.csv', mode: 'replace', headings: ['Name', 'Other'], ...more },
    })),
  listImports: () => [{ path: imports }],
  ...Object.fromEntries(
    [
      ['getImport', ''],
      ['listImportFailures', '/failures'],
      ['listImportRows', '/rows?pageSize=200'],
      ['downloadFailedRows', '/failed-rows?format=csv'],
      ['watchImport', '/events'],
      ['listImportKept', '/kept'],
    ].map(([name, more]) => [
      name,
      () => [imported, undone].map((id) => ({ path: `${imports}/${id}${more}` })),
    ]),
  ),
  putImportChunk: () => [
    {
      path: `${imports}/${imported}/chunks/0`,
      body: { rows: [{ number: 2, cells: ['x'] }] },
    },
    {
      path: `${imports}/${imported}/chunks/77`,
      body: { rows: [{ number: 2, cells: ['x'] }] },
    },
  ],
  finishImport: () => [{ path: `${imports}/${imported}/finish` }],
  cancelImport: () => [{ path: `${imports}/${imported}/cancel` }],
  undoImport: () => [{ path: `${imports}/${undone}/undo` }],
  exportContacts: (p) =>
    [
      { hidden: '1' },
      { hidden: '1', headings: 'keys' },
      { columns: p.key },
      { sort: p.key },
      { q: p.value },
      { q: p.identity },
      { filter: json({ field: p.key, operator: 'nnull' }) },
      { filter: json({ field: 'name', operator: 'contains', value: p.value }) },
    ].map((all) => ({
      path: `${exportsPath}/contacts?format=csv&${query(all)}`,
    })),
  exportSelectedContacts: (p) =>
    [{ hidden: true }, { columns: [p.key] }].map((look) => ({
      path: `${exportsPath}/contacts`,
      body: { ids: planted.ids, format: 'csv', ...look },
    })),
  downloadSample: () => [{ path: `${exportsPath}/sample?format=csv` }],
  listAudit: () => [{ path: '/api/v1/audit?pageSize=200' }],
}

/** Once in a while, on the way somewhere else: all that changes from one answer to the next. */
function steady(text: string, probe: Partial<Probe>): string {
  const told = Object.values(probe)
    .map(String)
    .sort((a, b) => b.length - a.length)
    .reduce((shown, part) => shown.replaceAll(part, '§'), text)
  return told.replaceAll(/"requestId":"[^"]*"/g, '').replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '')
}

async function answerTo(api: Api, { method }: Operation, { path, body, headers = {} }: Ask) {
  const response = await api.fetch(path, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: json(body) }),
  })
  const kept = [...response.headers].filter(
    ([name]) => !/^(x-request-id|server-timing|date|ratelimit.*|content-length)$/.test(name),
  )
  return { status: response.status, text: `${json(kept)}\n${await response.text()}` }
}

function plainly({ path }: Operation): Ask[] {
  const there = path
    .replace('/contacts/{id}', `/contacts/${planted.ids[1]}`)
    .replace('/imports/{id}', `/imports/${imported}`)
    .replaceAll(/\{\w+\}/g, '999999')
  return [{ path: there, headers: { 'if-match': '"77"' } }]
}

const unending = new Set(['completeSetup', 'importFile'])

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
  for (const name of ['exportContacts', 'listFields', 'getDocument'])
    expect(telling).toContain(name)
})

describe.each(['agent', 'manager'] as const)('to who does not see a field (%s)', (who) => {
  test('no operation tells of it, whatever is asked', async () => {
    const api = planted[who]
    const secrets = [mark, fieldMark, '2001-02-0', ...(who === 'manager' ? [identityMark] : [])]
    let asked = 0
    for (const operation of operations.filter(({ name }) => !unending.has(name))) {
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
