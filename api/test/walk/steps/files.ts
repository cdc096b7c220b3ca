import { nowhere, type Step } from '../step.ts'

const headings = ['Name', 'E-mail', 'City', 'Count']
const rows = [
  { number: 2, cells: ['Ann Lee', 'ann@example.com', 'Rome', '5'] },
  { number: 3, cells: ['Dan', 'dan@example.com', 'Oslo', 7] },
  { number: 4, cells: ['Dan', 'DAN@example.com', 'Bergen', null] },
  { number: 5, cells: ['Eve', 'not an address', 'Oslo', 1] },
  { number: 6, cells: ['Fay', 'fay@example.com', 'Oslo', 'many'] },
  { number: 7, cells: ['', 'nameless@example.com', '', ''] },
]
const begin = (more: object) => ({ fileName: 'people.csv', mode: 'merge', headings, ...more })
const csv =
  'Name,E-mail,City\nGil,gil@example.com,Rome\nHal,hal@,Oslo\n"Ida ""I"" B",ida@example.com,\n'

/** Rows brought in by chunks, in every order, looked at and taken back. */
export const imports: readonly Step[] = [
  { ask: 'GET /imports', answer: '200' },
  { ask: 'POST /imports', body: begin({}), answer: '201', keep: { first: 'id' } },
  { ask: 'POST /imports', body: begin({ mode: 'nosuch' }), answer: '422 invalid' },
  { ask: 'POST /imports', body: begin({ headings: [] }), answer: '422 invalid' },
  {
    ask: 'POST /imports',
    body: begin({ columns: [{ index: 9, field: 'city' }] }),
    answer: '422 invalid',
  },
  {
    ask: 'POST /imports',
    body: begin({ constants: [{ field: 'nosuch', value: 1 }] }),
    answer: '422 invalid',
  },
  {
    ask: 'POST /imports',
    headers: { 'idempotency-key': 'second' },
    body: begin({ mode: 'skip' }),
    answer: '201',
    keep: { second: 'id' },
  },
  {
    ask: 'POST /imports',
    headers: { 'idempotency-key': 'second' },
    body: begin({ mode: 'skip' }),
    answer: '201',
  },
  {
    ask: 'POST /imports',
    headers: { 'idempotency-key': 'second' },
    body: begin({}),
    answer: '422 key_reused',
  },
  { by: 'agent', ask: 'POST /imports', body: begin({}), answer: '403 forbidden' },
  { ask: 'GET /imports/{{first}}', answer: '200' },
  { ask: 'PUT /imports/{{first}}/chunks/1', body: { rows }, answer: '409 wrong_state' },
  { ask: 'PUT /imports/{{first}}/chunks/0', body: { rows: [] }, answer: '422 invalid' },
  {
    ask: 'PUT /imports/{{first}}/chunks/0',
    body: { rows: [{ number: 0, cells: [] }] },
    answer: '422 invalid',
  },
  { ask: 'PUT /imports/{{first}}/chunks/zero', body: { rows }, answer: '422 invalid' },
  { ask: 'PUT /imports/{{first}}/chunks/0', body: { rows }, answer: '200' },
  { ask: 'PUT /imports/{{first}}/chunks/0', body: { rows }, answer: '200' },
  {
    ask: 'PUT /imports/{{first}}/chunks/0',
    body: { rows: rows.slice(1) },
    answer: '409 already_exists',
  },
  {
    ask: 'PUT /imports/{{first}}/chunks/1',
    body: { rows: [{ number: 9, cells: ['Ann', 'ann@example.com'] }] },
    answer: '200',
  },
  { ask: 'POST /imports/{{first}}/undo', answer: '409 wrong_state' },
  { ask: 'POST /imports/{{first}}/finish', answer: '200' },
  { ask: 'POST /imports/{{first}}/finish', answer: '200' },
  { ask: 'POST /imports/{{first}}/cancel', answer: '409 wrong_state' },
  { ask: 'PUT /imports/{{first}}/chunks/2', body: { rows }, answer: '409 wrong_state' },
  { ask: `PUT /imports/${nowhere}/chunks/0`, body: { rows }, answer: '404 not_found' },
  { ask: 'GET /imports/{{first}}/events', answer: '200' },
  { ask: 'GET /imports/{{first}}/rows', answer: '200' },
  { ask: 'GET /imports/{{first}}/rows?outcome=created,merged&pageSize=1', answer: '200' },
  { ask: 'GET /imports/{{first}}/rows?noted=1', answer: '200' },
  { ask: 'GET /imports/{{first}}/rows?outcome=nosuch', answer: '422 invalid' },
  { ask: 'GET /imports/{{first}}/rows?cursor=x', answer: '422 invalid' },
  { ask: 'GET /imports/{{first}}/failures', answer: '200' },
  { ask: 'GET /imports/{{first}}/failures?pageSize=0', answer: '422 invalid' },
  { ask: 'GET /imports/{{first}}/failures?pageSize=1&cursor=2', answer: '200' },
  { ask: 'GET /imports/{{first}}/failed-rows?format=csv', answer: '200' },
  { ask: 'GET /imports/{{first}}/failed-rows', answer: '200' },
  { ask: 'GET /imports/{{first}}/failed-rows?format=pdf', answer: '422 invalid' },
  { ask: 'GET /contacts?importId={{first}}', answer: '200' },
  {
    ask: 'PUT /imports/{{second}}/chunks/0',
    body: { rows: rows.map((row, index) => ({ ...row, mode: index === 1 ? 'replace' : 'merge' })) },
    answer: '200',
  },
  { ask: 'POST /imports/{{second}}/cancel', answer: '200' },
  { ask: 'POST /imports/{{second}}/cancel', answer: '200' },
  { ask: 'POST /imports/{{second}}/finish', answer: '409 wrong_state' },
  { ask: 'GET /imports/{{second}}/events', answer: '200' },
  {
    ask: 'POST /imports',
    body: begin({ dryRun: true, mode: 'replace', totalRows: 6 }),
    answer: '201',
    keep: { dry: 'id' },
  },
  { ask: 'PUT /imports/{{dry}}/chunks/0', body: { rows }, answer: '200' },
  { ask: 'POST /imports/{{dry}}/finish', answer: '200' },
  { ask: 'GET /imports/{{dry}}/rows?pageSize=200', answer: '200' },
  { ask: 'POST /imports/{{dry}}/undo', answer: '409 wrong_state' },
  { ask: 'GET /contacts?count=exact', answer: '200' },
  { ask: 'POST /imports/{{first}}/undo', answer: '200' },
  { ask: 'POST /imports/{{first}}/undo', answer: '200' },
  { ask: 'GET /imports/{{first}}/kept', answer: '200' },
  { ask: 'GET /imports/{{first}}/kept?pageSize=0', answer: '422 invalid' },
  { ask: 'GET /contacts/{{ann}}/changes', answer: '200' },
]

/** Whole files. */
export const importedFiles: readonly Step[] = [
  {
    ask: 'POST /imports/file?mode=merge&fileName=a.csv',
    type: 'text/csv',
    body: csv,
    answer: '201',
    keep: { file: 'id' },
  },
  {
    ask: 'POST /imports/file?mode=replace&fileName=a.csv&dryRun=1',
    type: 'text/csv',
    body: csv,
    answer: '201',
  },
  {
    ask: 'POST /imports/file?mode=skip&fileName=a.tsv&delimiter=tab',
    type: 'text/tab-separated-values',
    body: csv.replaceAll(',', '\t'),
    answer: '201',
  },
  {
    ask: 'POST /imports/file?mode=merge&fileName=a.vcf',
    type: 'text/vcard',
    body: 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Jo\r\nEMAIL:jo@example.com\r\nEND:VCARD\r\n',
    answer: '201',
  },
  {
    ask: 'POST /imports/file?mode=merge&fileName=a.csv',
    type: 'text/csv',
    body: ' ',
    answer: '422 invalid',
  },
  {
    ask: 'POST /imports/file?mode=merge&fileName=a.xlsx',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    body: 'PK no zip',
    answer: '422 invalid',
  },
  {
    ask: 'POST /imports/file?mode=merge&fileName=a.png',
    type: 'image/png',
    body: 'x',
    answer: '415 unsupported_media_type',
  },
  {
    ask: 'POST /imports/file?mode=nosuch&fileName=a.csv',
    type: 'text/csv',
    body: csv,
    answer: '422 invalid',
  },
  {
    ask: 'POST /imports/file?mode=merge&fileName=a.csv&encoding=ebcdic',
    type: 'text/csv',
    body: csv,
    answer: '422 invalid',
  },
  { ask: 'GET /imports/{{file}}/failures', answer: '200' },
  { ask: 'GET /imports?pageSize=2', answer: '200', keep: { importsCursor: 'nextCursor' } },
  { ask: 'GET /imports?pageSize=2&cursor={{importsCursor}}', answer: '200' },
  { ask: 'GET /imports?cursor=zzz', answer: '422 invalid' },
]

const mapping = {
  name: 'Shop',
  mode: 'skip',
  columns: [
    { heading: 'Customer', field: 'name' },
    { heading: 'Mail', field: 'email' },
    { heading: 'Note', field: null },
  ],
  constants: [{ field: 'city', value: 'Oslo' }],
}

/** Mappings kept under a name. */
export const mappings: readonly Step[] = [
  { ask: 'GET /import-mappings', answer: '200' },
  { ask: 'POST /import-mappings', body: mapping, answer: '201', keep: { shop: 'id' } },
  {
    ask: 'POST /import-mappings',
    body: { ...mapping, name: 'SHOP' },
    answer: '409 already_exists',
  },
  {
    ask: 'POST /import-mappings',
    body: { ...mapping, name: 'Odd', columns: [{ heading: 'A', field: 'nosuch' }] },
    answer: '422 invalid',
  },
  {
    ask: 'POST /import-mappings',
    headers: { 'idempotency-key': 'map' },
    body: { ...mapping, name: 'Other' },
    answer: '201',
  },
  {
    ask: 'POST /import-mappings',
    headers: { 'idempotency-key': 'map' },
    body: { ...mapping, name: 'Other' },
    answer: '201',
  },
  { ask: 'GET /import-mappings/{{shop}}', answer: '200' },
  {
    ask: 'POST /import-mappings:find',
    body: { headings: ['mail', 'CUSTOMER', 'Note'] },
    answer: '200',
  },
  { ask: 'POST /import-mappings:find', body: { headings: 'mail' }, answer: '422 invalid' },
  {
    ask: 'PATCH /import-mappings/{{shop}}',
    body: { name: 'Store' },
    answer: '428 precondition_required',
  },
  {
    ask: 'PATCH /import-mappings/{{shop}}',
    headers: { 'if-match': '"77"' },
    body: { name: 'Store' },
    answer: '412 stale',
  },
  {
    ask: 'PATCH /import-mappings/{{shop}}',
    headers: { 'if-match': '"1"' },
    body: { name: 'Store' },
    answer: '200',
  },
  {
    ask: 'PATCH /import-mappings/{{shop}}',
    headers: { 'if-match': '*' },
    body: { name: 'Other' },
    answer: '409 already_exists',
  },
  {
    ask: 'PATCH /import-mappings/{{shop}}',
    headers: { 'if-match': '*' },
    body: { mode: 'nosuch' },
    answer: '422 invalid',
  },
  {
    ask: `PATCH /import-mappings/${nowhere}`,
    headers: { 'if-match': '*' },
    body: { name: 'X' },
    answer: '404 not_found',
  },
  { ask: 'DELETE /import-mappings/{{shop}}', answer: '428 precondition_required' },
  { ask: 'DELETE /import-mappings/{{shop}}', headers: { 'if-match': '"1"' }, answer: '412 stale' },
  { ask: 'DELETE /import-mappings/{{shop}}', headers: { 'if-match': '*' }, answer: '204' },
  {
    ask: 'DELETE /import-mappings/{{shop}}',
    headers: { 'if-match': '*' },
    answer: '404 not_found',
  },
]

/** Contacts taken out as files. */
export const exported: readonly Step[] = [
  { ask: 'GET /exports/contacts', answer: '200' },
  { ask: 'GET /exports/contacts?format=csv', answer: '200' },
  { ask: 'GET /exports/contacts?format=csv&headings=keys&hidden=1&sort=name', answer: '200' },
  { ask: 'GET /exports/contacts?format=csv&columns=name,email&q=ann', answer: '200' },
  { ask: 'GET /exports/contacts?format=csv&columns=nosuch', answer: '422 invalid' },
  { ask: 'GET /exports/contacts?format=pdf', answer: '422 invalid' },
  { by: 'agent', ask: 'GET /exports/contacts', answer: '403 forbidden' },
  {
    ask: 'POST /exports/contacts',
    body: { ids: ['{{ann}}', '{{bob}}'], format: 'csv' },
    answer: '200',
  },
  {
    ask: 'POST /exports/contacts',
    body: { ids: ['{{ann}}', nowhere], columns: ['name', 'city'] },
    answer: '200',
  },
  { ask: 'POST /exports/contacts', body: { ids: [] }, answer: '422 invalid' },
  {
    ask: 'POST /exports/contacts:query',
    body: { q: 'ann', format: 'csv', hidden: true },
    answer: '200',
  },
  {
    ask: 'POST /exports/contacts:query',
    body: { filter: { field: 'nosuch', operator: 'eq', value: 1 } },
    answer: '422 invalid',
  },
  { ask: 'GET /exports/sample', answer: '200' },
  { ask: 'GET /exports/sample?format=csv', answer: '200' },
  { ask: 'GET /exports/sample?format=pdf', answer: '422 invalid' },
]
