import { nowhere, type Step } from '../step.ts'

const wildcard = { 'if-match': '*' }
const text = { text: 'Asked to be called back.\nOn Monday.' }
const keyed = { 'idempotency-key': 'note' }

/** What is written about a contact, changed, refused and deleted. */
export const notes: readonly Step[] = [
  {
    ask: 'POST /contacts',
    body: { values: { name: 'Noted', email: ['noted@example.com'] } },
    answer: '201',
    keep: { noted: 'id' },
  },
  { ask: 'GET /contacts/{{noted}}/notes', answer: '200' },
  {
    ask: 'POST /contacts/{{noted}}/notes',
    headers: keyed,
    body: text,
    answer: '201',
    keep: { note: 'id' },
  },
  { ask: 'POST /contacts/{{noted}}/notes', headers: keyed, body: text, answer: '201' },
  {
    ask: 'POST /contacts/{{noted}}/notes',
    headers: keyed,
    body: { text: 'Another' },
    answer: '422 key_reused',
  },
  { ask: 'POST /contacts/{{noted}}/notes', body: { text: ' ' }, answer: '422 invalid' },
  { ask: `POST /contacts/${nowhere}/notes`, body: text, answer: '404 not_found' },
  {
    by: 'agent',
    ask: 'POST /contacts/{{noted}}/notes',
    body: text,
    answer: '201',
    keep: { other: 'id' },
  },
  { by: 'agent', ask: 'GET /contacts/{{noted}}/notes?pageSize=1', answer: '200' },
  { ask: 'GET /contacts/{{noted}}/notes?pageSize=0', answer: '422 invalid' },
  { ask: 'PATCH /notes/{{note}}', body: text, answer: '428 precondition_required' },
  { ask: 'PATCH /notes/{{note}}', headers: { 'if-match': '"7"' }, body: text, answer: '412 stale' },
  { ask: 'PATCH /notes/{{note}}', headers: wildcard, body: { text: 'Called.' }, answer: '200' },
  { ask: 'PATCH /notes/{{other}}', headers: wildcard, body: text, answer: '403 forbidden' },
  { ask: 'PATCH /notes/{{note}}', headers: wildcard, body: { text: '' }, answer: '422 invalid' },
  { ask: `PATCH /notes/${nowhere}`, headers: wildcard, body: text, answer: '404 not_found' },
  { by: 'agent', ask: 'DELETE /notes/{{note}}', headers: wildcard, answer: '403 forbidden' },
  { ask: 'DELETE /notes/{{note}}', answer: '428 precondition_required' },
  { ask: 'DELETE /notes/{{note}}', headers: { 'if-match': '"7"' }, answer: '412 stale' },
  { ask: 'DELETE /contacts/{{noted}}', headers: wildcard, answer: '204' },
  { ask: 'GET /contacts/{{noted}}/notes', answer: '200' },
  { ask: 'POST /contacts/{{noted}}/notes', body: text, answer: '410 in_trash' },
  { ask: 'PATCH /notes/{{note}}', headers: wildcard, body: text, answer: '410 in_trash' },
  { ask: 'DELETE /notes/{{note}}', headers: wildcard, answer: '410 in_trash' },
  { ask: 'POST /contacts/{{noted}}/restore', answer: '200' },
  { ask: 'DELETE /notes/{{other}}', headers: wildcard, answer: '204' },
  { ask: 'GET /contacts/{{noted}}/record', answer: '200' },
  {
    ask: 'POST /contacts',
    body: { values: { name: 'Twice', email: ['twice@example.com'] } },
    answer: '201',
    keep: { twice: 'id' },
  },
  {
    ask: 'POST /contacts/{{noted}}/merge',
    headers: wildcard,
    body: { from: [{ id: '{{twice}}', version: 1 }] },
    answer: '200',
  },
  { ask: 'POST /contacts/{{twice}}/notes', body: text, answer: '409 merged' },
  { ask: 'POST /contacts/{{noted}}/erase', headers: wildcard, answer: '204' },
  { ask: 'DELETE /notes/{{note}}', headers: wildcard, answer: '404 not_found' },
]
