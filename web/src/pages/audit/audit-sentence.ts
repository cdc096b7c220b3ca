import type { Schemas } from '../../api/types.ts'

export type AuditEntry = Schemas['AuditList']['data'][number]

/** Which sentence tells an entry, by its path under `audit.sentences`, and what of the details is in it. */
export interface AuditSentence {
  path: string
  /** Names of details that the sentence tells already, with what it takes of each. */
  told: Readonly<Record<string, unknown>>
}

type Variant = (entry: AuditEntry) => AuditSentence | null

const plain = ({ action }: AuditEntry): AuditSentence => ({ path: action, told: {} })

/** Actions that are told in more ways than one; null where the plain sentence is right. */
const variants: Readonly<Record<string, Variant>> = {
  'session.failed': ({ target, details }) => ({
    path: target ? 'session.failed_as' : 'session.failed',
    // Why is for who operates the server: to anybody else each try failed alike.
    told: { reason: details.reason, account: details.account },
  }),
  'session.ended': ({ target }) =>
    target?.kind === 'person' ? { path: 'session.ended_of', told: {} } : null,
  'person.invited': ({ details: { role } }) => ({ path: 'person.invited', told: { role } }),
  'person.changed': ({ actor, target, details: { role, roleBefore, link } }) => {
    if (role !== undefined) return { path: 'person.changed_role', told: { role, roleBefore } }
    if (link !== undefined) return { path: 'person.changed_link', told: { link } }
    return actor?.id === target?.id ? { path: 'person.renamed', told: {} } : null
  },
  'field.created': ({ details: { type, key } }) =>
    type === undefined ? null : { path: 'field.created', told: { type, key } },
  'field.changed': ({ details: { changed, key } }) =>
    Array.isArray(changed) && changed.length > 0
      ? { path: 'field.changed_parts', told: { changed, key } }
      : null,
  'field.reordered': ({ details: { moved } }) =>
    moved === undefined ? null : { path: 'field.reordered_moved', told: { moved } },
  'section.created': ({ details: { columns, collapsed } }) => ({
    path: 'section.created',
    told: { columns, collapsed },
  }),
  'section.changed': ({ details: { changed, nameBefore } }) => ({
    path: nameBefore === undefined ? 'section.changed' : 'section.renamed',
    told: { changed, nameBefore },
  }),
  'export.made': ({ target, details: { narrowed, selected, columns } }) => {
    if (target?.kind === 'import') return { path: 'export.made_failures', told: {} }
    if (selected !== undefined) return { path: 'export.made_selected', told: { selected, columns } }
    return narrowed === true
      ? { path: 'export.made_narrowed', told: { narrowed, columns } }
      : { path: 'export.made', told: { narrowed, columns } }
  },
  'contact.merged': ({ details: { contacts } }) => ({ path: 'contact.merged', told: { contacts } }),
  'contact.unmerged': ({ details: { contacts } }) => ({
    path: 'contact.unmerged',
    told: { contacts },
  }),
  'contact.changed': ({ details: { contacts } }) => ({
    path: 'contact.changed',
    told: { contacts },
  }),
  'contact.put_back': ({ details: { contacts } }) => ({
    path: 'contact.put_back',
    told: { contacts },
  }),
  'contact.restored': ({ target, details: { contacts } }) =>
    target === null ? { path: 'contact.restored_many', told: { contacts } } : null,
  'contact.deleted': ({ target, details: { contacts } }) =>
    target === null ? { path: 'contact.deleted_many', told: { contacts } } : null,
}

export function sentenceOf(entry: AuditEntry): AuditSentence {
  return variants[entry.action]?.(entry) ?? plain(entry)
}
