import { importOutcomes } from '@cardfile/openapi'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../../locales/format.ts'
import type { ImportState } from './import-api.ts'

/** What became of the rows; the numbers add up to all of them. */
export function OutcomeCounts({ counts }: { counts: ImportState['counts'] }) {
  const { t } = useTranslation()
  return (
    <dl className="cf-outcomes">
      {(['rows', ...importOutcomes] as const).map((outcome) => (
        <div
          key={outcome}
          className={`cf-outcome cf-outcome-${outcome}`}
          data-empty={counts[outcome] === 0}
        >
          <dt>{t(`imports.outcomes.${outcome}`)}</dt>
          <dd className="cf-number">{formatNumber(counts[outcome])}</dd>
        </div>
      ))}
    </dl>
  )
}
