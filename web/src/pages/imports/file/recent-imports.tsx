import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { formatList, formatNumber } from '../../../locales/format.ts'
import { Instant } from '../../../field-form/instant.tsx'
import { answered, client } from '../../../api/client.ts'

const shown = 8

/** The last imports and where their results are; nothing where there was none. */
export function RecentImports() {
  const { t } = useTranslation()
  const { data } = useQuery({
    queryKey: ['imports'],
    queryFn: ({ signal }) => answered(client.GET('/api/v1/imports', { signal })),
  })
  const imports = data?.data.slice(0, shown) ?? []
  if (imports.length === 0) return null
  return (
    <section aria-labelledby="recent-imports">
      <div className="cf-row">
        <h2 className="cf-section-title" id="recent-imports">
          {t('imports.recent')}
        </h2>
        <Link className="cf-push" to="/import/mappings">
          {t('imports.mappings')}
        </Link>
        <Link to="/import/history">{t('imports.allImports')}</Link>
      </div>
      <ul className="cf-card cf-recent">
        {imports.map(({ id, fileName, mode, startedAt, counts, state }) => (
          <li key={id}>
            <Link to={`/import/${id}`}>{fileName}</Link>
            <span className="cf-quiet">{t(`imports.modes.${mode}`)}</span>
            <span className="cf-quiet cf-number">
              {formatList([
                t('imports.rowCount', { count: counts.rows, formatted: formatNumber(counts.rows) }),
                t('imports.failedCount', {
                  count: counts.failed,
                  formatted: formatNumber(counts.failed),
                }),
              ])}
              {state !== 'finished' && ` · ${t(`imports.shortStates.${state}`)}`}
            </span>
            {startedAt && <Instant className="cf-quiet cf-push" at={startedAt} />}
          </li>
        ))}
      </ul>
    </section>
  )
}
