import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { auditActionLabel } from '../../locales/contract-words.ts'
import type { Schemas } from '../../api/types.ts'
import { Instant } from '../../field-form/instant.tsx'

type AuditEntry = Schemas['AuditList']['data'][number]

interface AuditTableProps {
  entries: readonly AuditEntry[]
  /** Shows what else somebody did. */
  onActor(id: string): void
}

export function AuditTable({ entries, onActor }: AuditTableProps) {
  const { t } = useTranslation()
  return (
    <table className="cf-records cf-audit" aria-label={t('audit.title')}>
      <thead>
        <tr>
          <th scope="col">{t('audit.at')}</th>
          <th scope="col">{t('audit.actor')}</th>
          <th scope="col">{t('audit.action')}</th>
          <th scope="col">{t('audit.target')}</th>
          <th scope="col">{t('audit.ip')}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <th scope="row" className="cf-number">
              <Instant at={entry.at} />
            </th>
            <td data-label={t('audit.actor')}>
              <Actor actor={entry.actor} onActor={onActor} />
            </td>
            <td data-label={t('audit.action')}>
              {auditActionLabel(entry.action)}
              <Details details={entry.details} />
            </td>
            <td data-label={t('audit.target')}>
              {entry.target && (
                <>
                  {entry.target.name ?? <code>{entry.target.id}</code>}
                  <span className="cf-quiet cf-records-sub">
                    {t(`audit.kinds.${entry.target.kind}` as 'audit.kinds.person')}
                  </span>
                </>
              )}
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
        aria-label={t('audit.onlyBy', { name })}
        onClick={() => onActor(id)}
      >
        {name}
      </Button>
      {actor.kind === 'key' && <span className="cf-badge">{t('audit.kinds.key')}</span>}
    </>
  )
}

function Details({ details }: { details: AuditEntry['details'] }) {
  const told = Object.entries(details ?? {}).filter(([, value]) => value !== null && value !== '')
  if (told.length === 0) return null
  return (
    <dl className="cf-audit-details">
      {told.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{Array.isArray(value) ? value.join(', ') : String(value)}</dd>
        </div>
      ))}
    </dl>
  )
}
