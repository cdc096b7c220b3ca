import { Button } from 'antd'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useMay } from '../../access/may.tsx'
import { Instant } from '../../field-form/instant.tsx'
import type { AuditEntry } from './audit-sentence.ts'
import { addressOfTarget } from './target-address.ts'
import { useAuditWords } from './use-audit-words.ts'

interface AuditTableProps {
  entries: readonly AuditEntry[]
  /** Shows what else somebody did. */
  onActor(id: string): void
}

/** What happened, a sentence each, with links to who did it and to what it was done. */
export function AuditTable({ entries, onActor }: AuditTableProps) {
  const { t } = useTranslation()
  const { sentenceOf, detailsOf } = useAuditWords()
  return (
    <table className="cf-records cf-audit" aria-label={t('audit.title')}>
      <thead>
        <tr>
          <th scope="col">{t('audit.at')}</th>
          <th scope="col">{t('audit.happened')}</th>
          <th scope="col">{t('audit.ip')}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <th scope="row" className="cf-number">
              <Instant at={entry.at} />
            </th>
            <td data-label={t('audit.happened')}>
              <Sentence entry={entry} {...sentenceOf(entry)} onActor={onActor} />
              <Details details={detailsOf(entry)} />
            </td>
            <td data-label={t('audit.ip')} className="cf-number">
              {entry.ip}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Stand for the two links while a sentence is put together; no name has them (Unicode, private use). */
const marks = { who: '\ue000', what: '\ue001' }

interface SentenceProps {
  entry: AuditEntry
  path: string
  values: Record<string, unknown>
  onActor(id: string): void
}

function Sentence({ entry, path, values, onActor }: SentenceProps) {
  const { t } = useTranslation()
  const key = `audit.sentences.${path}`
  const text = t(key as 'audit.sentences.session.sign_in', {
    ...values,
    ...marks,
    defaultValue: `${marks.who}: ${entry.action}`,
  })
  return (
    <span className="cf-audit-sentence">
      {text.split(/([\ue000\ue001])/).map((part, index) => (
        <Fragment key={index}>
          {part === marks.who && <Actor actor={entry.actor} onActor={onActor} />}
          {part === marks.what && <Target entry={entry} />}
          {part !== marks.who && part !== marks.what && part}
        </Fragment>
      ))}
    </span>
  )
}

function Actor({ actor, onActor }: { actor: AuditEntry['actor']; onActor(id: string): void }) {
  const { t } = useTranslation()
  if (!actor) return <span className="cf-quiet">{t('audit.nobody')}</span>
  const { id } = actor
  const name = actor.name ?? t(actor.kind === 'system' ? 'audit.system' : 'audit.nobody')
  if (id === null) return name
  return (
    <>
      <Button
        type="link"
        className="cf-audit-actor"
        title={t('audit.onlyBy', { name })}
        onClick={() => onActor(id)}
      >
        <bdi>{name}</bdi>
      </Button>
      {actor.kind === 'key' && <span className="cf-badge">{t('audit.kinds.key')}</span>}
    </>
  )
}

function Target({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation()
  const may = useMay()
  const { target } = entry
  if (!target) return null
  const unnamed = target.kind === 'contact' ? t('audit.someContact') : target.id
  const name = <bdi>{target.name ?? unnamed}</bdi>
  const address = addressOfTarget(entry, may)
  return address === null ? <strong>{name}</strong> : <Link to={address}>{name}</Link>
}

function Details({ details }: { details: readonly { label: string; text: string }[] }) {
  if (details.length === 0) return null
  return (
    <dl className="cf-audit-details">
      {details.map(({ label, text }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}
