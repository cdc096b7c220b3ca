import { nowhere, type Step } from '../step.ts'

const ask = 'POST /bulk-changes'
const inLyon = { filter: { field: 'city', operator: 'eq', value: 'Lyon' } }
const edit = [{ set: { fax: '1' } }, { clear: ['alias'] }]

/** Many contacts changed, deleted and restored at once. */
export const bulkChanges: readonly Step[] = [
  {
    ask: 'POST /contacts',
    body: { values: { name: 'Lea', email: ['lea@example.com'], city: 'Lyon' } },
    answer: '201',
    keep: { lea: 'id' },
  },
  { ask, body: { on: { ids: [] }, do: 'delete' }, answer: '422 invalid' },
  { ask, body: { on: inLyon, do: edit }, answer: '422 invalid' },
  { ask, body: { on: inLyon, expected: 1, do: [{ set: { nosuch: 1 } }] }, answer: '422 invalid' },
  { ask, body: { on: inLyon, expected: 77, do: edit }, answer: '409 wrong_state' },
  { ask, body: { on: { viewId: nowhere }, expected: 1, do: edit }, answer: '404 not_found' },
  { by: 'key', ask, body: { on: inLyon, expected: 1, do: edit }, answer: '403 forbidden' },
  { by: 'agent', ask, body: { on: inLyon, expected: 1, do: 'delete' }, answer: '403 forbidden' },
  { ask, body: { on: inLyon, do: edit, dryRun: true }, answer: '201', keep: { tried: 'id' } },
  { ask: 'POST /bulk-changes/{{tried}}/undo', answer: '409 wrong_state' },
  {
    ask,
    headers: { 'idempotency-key': 'bulk' },
    body: { on: inLyon, expected: 1, do: edit },
    answer: '201',
    keep: { edited: 'id' },
  },
  {
    ask,
    headers: { 'idempotency-key': 'bulk' },
    body: { on: inLyon, expected: 1, do: edit },
    answer: '201',
  },
  {
    ask,
    headers: { 'idempotency-key': 'bulk' },
    body: { on: inLyon, expected: 1, do: 'delete' },
    answer: '422 key_reused',
  },
  { by: 'agent', ask: 'GET /bulk-changes/{{edited}}', answer: '200' },
  { by: 'key', ask: 'GET /bulk-changes/{{edited}}', answer: '404 not_found' },
  { ask: 'GET /bulk-changes/{{edited}}/rows?outcome=changed', answer: '200' },
  { ask: 'GET /bulk-changes/{{edited}}/rows?cursor=x', answer: '422 invalid' },
  { ask: 'POST /bulk-changes/{{edited}}/continue', answer: '200' },
  { ask: 'POST /bulk-changes/{{edited}}/cancel', answer: '409 wrong_state' },
  { by: 'agent', ask: 'POST /bulk-changes/{{edited}}/undo', answer: '200' },
  { ask, body: { on: inLyon, expected: 1, do: 'delete' }, answer: '201', keep: { deleted: 'id' } },
  { ask: 'POST /bulk-changes/{{deleted}}/undo', answer: '200' },
  { ask: 'GET /bulk-changes/{{deleted}}/rows?outcome=kept', answer: '200' },
  { ask, body: { on: { ids: ['{{lea}}', nowhere] }, do: 'delete' }, answer: '201' },
  {
    by: 'agent',
    ask,
    body: { on: { ids: ['{{lea}}'] }, do: 'restore' },
    answer: '201',
    keep: { restored: 'id' },
  },
  { by: 'agent', ask: 'POST /bulk-changes/{{restored}}/undo', answer: '403 forbidden' },
  { ask: 'POST /bulk-changes/{{restored}}/undo', answer: '200' },
  { ask: 'GET /bulk-changes', answer: '200' },
  { ask: 'GET /bulk-changes?pageSize=0', answer: '422 invalid' },
  { by: 'key', ask: 'GET /bulk-changes', answer: '200' },
]
