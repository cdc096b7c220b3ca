import { nowhere, type Step } from '../step.ts'

const wildcard = { 'if-match': '*' }
const first = (id: string) => ({ from: [{ id: `{{${id}}}`, version: 1 }] })

/** Contacts made one, refused that, and taken apart again. */
export const merges: readonly Step[] = [
  ...['one', 'two', 'three'].map((name) => ({
    ask: 'POST /contacts',
    body: { values: { name, email: [`${name}@merged.example`], city: name } },
    answer: '201',
    keep: { [name]: 'id' },
  })),
  { ask: 'POST /contacts/{{one}}/merge', body: first('two'), answer: '428 precondition_required' },
  {
    ask: 'POST /contacts/{{one}}/merge',
    headers: { 'if-match': '"7"' },
    body: first('two'),
    answer: '412 stale',
  },
  {
    ask: 'POST /contacts/{{one}}/merge',
    headers: wildcard,
    body: first('one'),
    answer: '422 invalid',
  },
  {
    ask: 'POST /contacts/{{one}}/merge',
    headers: wildcard,
    body: { from: [{ id: nowhere, version: 1 }] },
    answer: '404 not_found',
  },
  {
    ask: 'POST /contacts/{{one}}/merge',
    headers: wildcard,
    body: { ...first('two'), dryRun: true },
    answer: '200',
  },
  {
    ask: 'POST /contacts/{{one}}/merge',
    headers: wildcard,
    body: { ...first('two'), choose: { city: { from: '{{two}}' } } },
    answer: '200',
    keep: { merge: 'merge.id' },
  },
  {
    ask: 'POST /contacts/{{three}}/merge',
    headers: wildcard,
    body: first('two'),
    answer: '409 merged',
  },
  { ask: 'GET /contacts/{{two}}', answer: '308' },
  { ask: 'GET /contacts/{{two}}?follow=false', answer: '200' },
  {
    ask: 'PATCH /contacts/{{two}}',
    headers: wildcard,
    body: { values: { city: 'x' } },
    answer: '409 merged',
  },
  { ask: 'DELETE /contacts/{{two}}', headers: wildcard, answer: '409 merged' },
  { ask: 'POST /contacts/{{two}}/restore', answer: '409 merged' },
  { ask: 'POST /contacts/{{two}}/erase', headers: wildcard, answer: '409 merged' },
  { ask: 'GET /contacts/{{one}}/merges', answer: '200' },
  { ask: 'GET /contacts/nosuch/merges', answer: '404 not_found' },
  { ask: 'GET /contacts/{{one}}/changes', answer: '200' },
  { ask: 'GET /contacts/{{one}}/record', answer: '200' },
  { ask: 'POST /merges/{{merge}}/undo', body: { nosuch: 1 }, answer: '422 invalid' },
  { ask: 'POST /merges/nosuch/undo', body: {}, answer: '404 not_found' },
  { ask: 'POST /merges/{{merge}}/undo', body: { dryRun: true }, answer: '200' },
  { ask: 'POST /merges/{{merge}}/undo', body: {}, answer: '200' },
  { ask: 'POST /merges/{{merge}}/undo', body: {}, answer: '409 wrong_state' },
  { ask: 'GET /contacts/{{two}}', answer: '200' },
  ...['one', 'two', 'three'].map((name) => ({
    ask: `POST /contacts/{{${name}}}/erase`,
    headers: wildcard,
    answer: '204',
  })),
]
