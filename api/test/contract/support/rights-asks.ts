import type { Installation } from './rights.ts'

/** What is asked for: something hidden that is there, or its like that is not. */
export interface Probe {
  key: string
  name: string
  value: string
  day: string
  identityKey: string
  identity: string
  fieldId: number
  goneId: number
}

export interface Ask {
  method?: string
  path: string
  /** Sent as it is where it is text, else as JSON. */
  body?: unknown
  headers?: Record<string, string>
  /** The answer has an id that no other one has. */
  makesId?: true
}

/** What is asked for in its place: the like of it that is not there. */
export const none: Probe = {
  key: 'nosuch_text',
  name: 'nosuch text',
  value: 'nosuchvalue',
  day: '1901-07-09',
  identityKey: 'nosuch_id',
  identity: 'nosuchvalue-sso-1',
  fieldId: 999_991,
  goneId: 999_992,
}
const query = (all: object) => new URLSearchParams(Object.entries(all)).toString()
const json = (value: unknown) => JSON.stringify(value)

const contacts = '/api/v1/contacts'
const fields = '/api/v1/fields'
const imports = '/api/v1/imports'
const exportsPath = '/api/v1/exports'
const bulkChanges = '/api/v1/bulk-changes'

/** What was planted for the questions to be about. */
export interface Planted {
  installation: Installation
  /** An import of the owner's, with hidden fields among its columns. */
  imported: string
  /** Another one, that was undone. */
  undone: string
  /** A dry run of changing many contacts, of the owner's, that tells of hidden fields. */
  bulkChange: string
  ownersCursor: string
}

/** Questions by operation. What is not here is asked plainly. */
export function asksOf({
  installation: planted,
  imported,
  undone,
  bulkChange,
  ownersCursor,
}: Planted): Record<string, (probe: Probe) => Ask[]> {
  return {
    findDuplicates: (p) =>
      [
        { [p.key]: p.value },
        { [p.identityKey]: [p.identity] },
        { name: 'New', city: 'Nowhere', [p.key]: p.value },
      ].map((values) => ({ path: '/api/v1/duplicates:find', body: { values } })),
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
    getContact: () =>
      planted.ids.flatMap((id) => [
        { path: `${contacts}/${id}` },
        { path: `${contacts}/${id}?trashed=true` },
      ]),
    listContactChanges: (p) => [
      ...planted.ids.map((id) => ({ path: `${contacts}/${id}/changes` })),
      { path: `${contacts}/${planted.ids[1]}/changes?field=${p.key}` },
      { path: `${contacts}/${planted.ids[1]}/changes?field=${p.identityKey}` },
    ],
    getContactByIdentity: (p) => [
      { path: `${contacts}/by-identity/${p.identityKey}/${p.identity}` },
      { path: `${contacts}/by-identity/${p.key}/${p.value}` },
    ],
    identifyContact: (p) =>
      [
        { identities: { [p.identityKey]: [p.identity] } },
        { identities: { email: ['rights@example.com'] }, values: { [p.key]: p.value } },
        { identities: { email: ['rights@example.com'] }, create: false },
      ].map((body) => ({ path: `${contacts}:identify`, body })),
    upsertContacts: (p) => [
      {
        path: `${contacts}:upsert`,
        body: {
          items: [
            { identities: { [p.identityKey]: [p.identity] } },
            { identities: { email: ['rights@example.com'] }, values: { [p.key]: p.value } },
          ],
        },
      },
    ],
    listChanges: () =>
      [0, 3].map((since) => ({ path: `/api/v1/changes?since=${since}&limit=1000` })),
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
    mergeContacts: (p) =>
      [
        {},
        { [p.key]: { from: planted.ids[2] } },
        { [p.key]: { value: p.value } },
        { [p.identityKey]: { value: [p.identity] } },
      ].map((choose) => ({
        path: `${contacts}/${planted.ids[1]}/merge`,
        body: { from: [{ id: planted.ids[2], version: 1 }], choose, dryRun: true },
        headers: { 'if-match': '*' },
      })),
    listMerges: () => [{ path: `${contacts}/${planted.ids[3]}/merges` }],
    undoMerge: () =>
      [planted.merge, 'nosuch'].map((id) => ({
        path: `/api/v1/merges/${id}/undo`,
        body: { dryRun: true },
      })),
    listContactDuplicates: () =>
      planted.ids.map((id) => ({ path: `${contacts}/${id}/duplicates` })),
    listDuplicates: () =>
      [{}, { pageSize: 1 }, { strength: 'strong' }, { reason: 'same_identity' }].map((all) => ({
        path: `/api/v1/duplicates?${query(all)}`,
      })),
    deleteContact: () => [
      { path: `${contacts}/${planted.ids[1]}`, headers: { 'if-match': '"77"' } },
    ],
    createBulkChange: (p) => [
      ...[
        { on: { q: p.value }, expected: 77, do: 'delete' },
        {
          on: { filter: { field: p.key, operator: 'eq', value: p.value } },
          expected: 77,
          do: 'delete',
        },
        ...[
          { set: { [p.key]: p.value } },
          { clear: [p.key] },
          { remove: { [p.identityKey]: [p.identity] } },
        ].map((edit) => ({ on: { ids: planted.ids.slice(1) }, do: [edit], dryRun: true })),
      ].map((body) => ({ path: bulkChanges, body })),
      {
        path: bulkChanges,
        body: { on: { q: p.identity }, do: [{ set: { fax: '1' } }], dryRun: true },
        makesId: true,
      },
    ],
    getBulkChange: () => [{ path: `${bulkChanges}/${bulkChange}` }],
    listBulkChangeRows: () =>
      ['failed', 'changed', 'kept'].map((outcome) => ({
        path: `${bulkChanges}/${bulkChange}/rows?outcome=${outcome}`,
      })),
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
    planSchema: (p) =>
      [
        {},
        { fields: [{ key: p.key, name: p.name, type: 'integer' }] },
        { fields: [{ key: 'note', visibleWhen: { field: p.key, operator: 'eq', value: 'x' } }] },
        { fields: [{ key: 'note', name: p.name }] },
      ].map((some) => ({
        path: '/api/v1/schema/plan',
        body: {
          document: { cardfile: 1, roles: [], sections: [], fields: [], views: [], ...some },
          prune: { fields: [p.key], roles: ['Nobody'] },
        },
        makesId: true,
      })),
    deleteField: (p) => [{ path: `${fields}/${p.fieldId}`, headers: { 'if-match': '*' } }],
    restoreField: (p) => [p.fieldId, p.goneId].map((id) => ({ path: `${fields}/${id}/restore` })),
    checkNewField: (p) =>
      [{ field: p.key, operator: 'nnull' }, null].map((requiredWhen) => ({
        path: `${fields}:check`,
        body: { name: 'Asked', type: 'text', required: requiredWhen === null, requiredWhen },
      })),
    checkFieldChange: (p) => [{ path: `${fields}/${p.fieldId}/check`, body: { required: true } }],
    getContactSchema: () => [{ path: `${fields}/schema.json` }],
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
    importFile: (p) =>
      [`Name,${p.name}\nX,${p.value}`, `Name,${p.identityKey}\nX,${p.identity}`].flatMap((body) =>
        ['merge', 'replace'].map((mode) => ({
          path: `${imports}/file?dryRun=1&mode=${mode}`,
          body,
          headers: { 'content-type': 'text/csv' },
          makesId: true,
        })),
      ),
    completeSetup: () => [
      {
        path: '/api/v1/setup',
        body: { name: 'X', email: 'x@example.com', password: 'x'.repeat(20) },
      },
    ],
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
}
