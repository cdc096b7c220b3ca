import { Alert, Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { formatList } from '../../../locales/format.ts'
import type { AppliedMapping } from '../draft/draft.ts'
import type { ImportMode } from '../draft/draft.ts'
import type { SavedMapping } from './mapping-api.ts'

interface MappingNoticeProps {
  applied: AppliedMapping | null
  mode: ImportMode
  /** All that fit the file. */
  found: readonly SavedMapping[]
  /** Names of the file's columns, by place. */
  columnNames: readonly string[]
  onApply(saved: SavedMapping): void
  onRelease(): void
}

/** Says by which saved mapping the columns were mapped, and offers what else there is. */
export function MappingNotice(props: MappingNoticeProps) {
  const { applied, mode, found, columnNames, onApply, onRelease } = props
  const { t } = useTranslation()
  const others = found.filter(({ id }) => id !== applied?.id)
  const [only] = others
  if (!applied && !only) return null
  const lost = applied?.lost.map((index) => columnNames[index] ?? '') ?? []
  const lostConstants = applied?.lostConstants ?? 0
  return (
    <Alert
      className="cf-mapped-alert"
      type={lost.length + lostConstants > 0 ? 'warning' : 'info'}
      showIcon
      message={
        <div className="cf-mapped">
          <div>
            {applied
              ? t('imports.mappedAs', { name: applied.name, mode: t(`imports.modes.${mode}`) })
              : t('imports.mappingFits', {
                  count: others.length,
                  name: formatList(others.map(({ name }) => name)),
                })}
            {lost.length > 0 && (
              <p>{t('imports.lostColumns', { count: lost.length, names: formatList(lost) })}</p>
            )}
            {lostConstants > 0 && <p>{t('imports.lostConstants', { count: lostConstants })}</p>}
          </div>
          <div className="cf-row cf-mapped-actions">
            {applied && (
              <Button size="small" onClick={onRelease}>
                {t('imports.backToProposal')}
              </Button>
            )}
            {!applied && only && others.length === 1 && (
              <Button size="small" onClick={() => onApply(only)}>
                {t('imports.useMapping')}
              </Button>
            )}
            {others.length > (applied ? 0 : 1) && (
              <Select
                size="small"
                aria-label={t('imports.otherMapping')}
                placeholder={t('imports.otherMapping')}
                value={null}
                popupMatchSelectWidth={false}
                options={others.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={(id: string | null) => {
                  const chosen = others.find((one) => one.id === id)
                  if (chosen) onApply(chosen)
                }}
              />
            )}
            <Link to="/import/mappings">{t('imports.mappings')}</Link>
          </div>
        </div>
      }
    />
  )
}
