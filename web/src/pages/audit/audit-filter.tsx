import { Button } from 'antd'
import { auditActionLabel } from '../../locales/contract-words.ts'
import { SearchSelect } from '../../layout/search-select.tsx'
import { useTranslation } from 'react-i18next'
import { auditActionIds } from '@cardfile/openapi'
import { useMay } from '../../access/may.tsx'
import { useEvery } from '../../providers/use-every.ts'
import { DayFilter } from './day-filter.tsx'
import { type AuditView, isNarrowedAudit } from './audit-view.ts'

interface AuditFilterProps {
  view: AuditView
  onChange(part: Partial<AuditView>): void
}

/** By whom, what and when. */
export function AuditFilter({ view, onChange }: AuditFilterProps) {
  const { t } = useTranslation()
  const actors = useActors()
  const known = actors.some(({ value }) => value === view.actor)
  const own = view.actor && !known ? [{ value: view.actor, label: view.actor }] : []
  return (
    <form
      className="cf-records-bar"
      role="search"
      aria-label={t('audit.filter')}
      onSubmit={(event) => event.preventDefault()}
    >
      {(actors.length > 0 || view.actor) && (
        <div className="cf-audit-part">
          <label htmlFor="audit-actor" id="audit-actor-label">
            {t('audit.actor')}
          </label>
          <SearchSelect
            id="audit-actor"
            aria-labelledby="audit-actor-label"
            allowClear
            placeholder={t('audit.anybody')}
            value={view.actor}
            options={[...own, ...actors]}
            onChange={(actor: string | undefined) => onChange({ actor: actor ?? null })}
          />
        </div>
      )}
      <div className="cf-audit-part">
        <label htmlFor="audit-action" id="audit-action-label">
          {t('audit.action')}
        </label>
        <SearchSelect
          id="audit-action"
          aria-labelledby="audit-action-label"
          allowClear
          placeholder={t('audit.anything')}
          value={view.action}
          options={auditActionIds.map((id) => ({ value: id, label: auditActionLabel(id) }))}
          onChange={(action: AuditView['action'] | undefined) =>
            onChange({ action: action ?? null })
          }
        />
      </div>
      {(['from', 'to'] as const).map((end) => (
        <div key={end} className="cf-audit-part cf-audit-day">
          <label htmlFor={`audit-${end}`}>{t(`audit.${end}`)}</label>
          <DayFilter
            id={`audit-${end}`}
            label={t(`audit.${end}`)}
            day={view[end]}
            onChange={(day) => onChange({ [end]: day })}
          />
        </div>
      ))}
      {isNarrowedAudit(view) && (
        <Button
          type="text"
          onClick={() => onChange({ actor: null, action: null, from: null, to: null })}
        >
          {t('audit.clear')}
        </Button>
      )}
    </form>
  )
}

/** Those the person may list; the log itself also names others. */
function useActors(): { value: string; label: string }[] {
  const may = useMay()
  const people = useEvery('people', may('manage_people'))
  const keys = useEvery('api-keys', may('manage_keys'))
  const all = [...(people.data ?? []), ...(keys.data ?? [])]
  return all.map(({ id, name }) => ({ value: id, label: name }))
}
