import { expect, test } from 'vitest'
import { auditActionIds } from '@cardfile/openapi'
import { en } from '../../locales/en.ts'
import { type AuditEntry, sentenceOf } from './audit-sentence.ts'
import { addressOfTarget } from './target-address.ts'

const ann = { kind: 'person', id: 'a', name: 'Ann' } as const
const ben = { kind: 'person', id: 'b', name: 'Ben' } as const
const list = { kind: 'import', id: 'i', name: 'list.csv' } as const

const entry = (action: string, more: Partial<AuditEntry> = {}): AuditEntry => ({
  id: '1',
  at: '2026-11-29T18:00:00.000Z',
  actor: ann,
  action,
  target: null,
  ip: null,
  requestId: null,
  details: {},
  ...more,
})

/** What was recorded, and the sentence that tells it. */
const cases: [entry: AuditEntry, path: string][] = [
  [entry('session.sign_in'), 'session.sign_in'],
  [entry('session.failed', { actor: null, details: { reason: 'no' } }), 'session.failed'],
  [entry('session.failed', { actor: null, target: ben }), 'session.failed_as'],
  [entry('session.ended'), 'session.ended'],
  [entry('session.ended', { target: ben }), 'session.ended_of'],
  [entry('person.invited', { target: ben, details: { role: 'Agent' } }), 'person.invited'],
  [
    entry('person.changed', { target: ben, details: { role: 'Admin', roleBefore: 'Agent' } }),
    'person.changed_role',
  ],
  [entry('person.changed', { target: ben, details: { link: 'reset' } }), 'person.changed_link'],
  [entry('person.changed', { target: ann }), 'person.renamed'],
  [entry('person.changed', { target: ben }), 'person.changed'],
  [entry('field.changed', { details: { changed: ['name'] } }), 'field.changed_parts'],
  [entry('field.changed', { details: { changed: [] } }), 'field.changed'],
  [entry('field.reordered', { details: { moved: 2 } }), 'field.reordered_moved'],
  [entry('field.reordered'), 'field.reordered'],
  [entry('section.changed', { details: { nameBefore: 'Where' } }), 'section.renamed'],
  [entry('export.made'), 'export.made'],
  [entry('export.made', { details: { narrowed: true } }), 'export.made_narrowed'],
  [entry('export.made', { details: { selected: 2 } }), 'export.made_selected'],
  [entry('export.made', { target: list }), 'export.made_failures'],
  [entry('contact.deleted', { details: { contacts: 2 } }), 'contact.deleted_many'],
  [
    entry('contact.deleted', { target: { kind: 'contact', id: 'c', name: null } }),
    'contact.deleted',
  ],
]

test.each(cases)('%j is told by %s', (given, path) => {
  expect(sentenceOf(given).path).toBe(path)
  expect(isSentence(path)).toBe(true)
})

test.each(auditActionIds)('%s has a sentence of its own', (action) => {
  expect(isSentence(action)).toBe(true)
})

type Words = { readonly [key: string]: string | Words }

function isSentence(path: string): boolean {
  const [area = '', name = ''] = path.split('.')
  const words = (en.audit.sentences as Words)[area]
  return typeof words === 'object' && (name in words || `${name}_other` in words)
}

const people = { kind: 'role', id: 'x/y', name: 'Agent' } as const
const everything = () => true
const nothing = () => false

/** What was done to what, by whom it is looked at, and where the link leads. */
const links: [action: string, target: AuditEntry['target'], may: typeof everything, to: unknown][] =
  [
    ['role.changed', people, everything, '/roles/x%2Fy'],
    ['role.changed', people, nothing, null],
    ['role.deleted', people, everything, null],
    ['session.sign_in', { kind: 'session', id: 's', name: null }, everything, null],
    ['contact.restored', { kind: 'contact', id: 'c', name: null }, everything, '/contacts/c'],
    ['field.reordered', null, everything, null],
  ]

test.each(links)('%s of %j leads where it can be looked at', (action, target, may, to) => {
  expect(addressOfTarget({ action, target }, may)).toBe(to)
})
