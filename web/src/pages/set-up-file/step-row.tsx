import { useTranslation } from 'react-i18next'
import type { SetUpStep } from '../../api/set-up.ts'
import { WarningOutlined } from '../../layout/page-icons.tsx'
import { formatList, formatNumber } from '../../locales/format.ts'
import { usePropertyWords } from '../fields/use-property-words.ts'
import { partPath } from './part-path.ts'
import type { PlacedStep } from './plan-groups.ts'

/** What a step is about, in words. */
export function StepName({ step: { target, key, name } }: { step: SetUpStep }) {
  const { t } = useTranslation()
  if (target === 'order') return t('setUpFile.order')
  return (
    <>
      <span className="cf-quiet">{t(`setUpFile.kinds.${target}`)}</span>{' '}
      <strong>
        <bdi>{name}</bdi>
      </strong>
      {target === 'field' && (
        <>
          {' '}
          <code className="cf-plan-key">
            <bdi>{key}</bdi>
          </code>
        </>
      )}
      {target !== 'field' && key !== name && (
        <>
          {' '}
          <span className="cf-quiet">{t('setUpFile.renamed', { name: key })}</span>
        </>
      )}
    </>
  )
}

/** A step of a plan: what it is about, what it sets, whom it touches and what to look at twice. */
export function StepRow({ step }: { step: PlacedStep }) {
  const { t } = useTranslation()
  const propertyWords = usePropertyWords()
  const { action, target, changes } = step
  const words = changes.map((name) => {
    const path = partPath(target, name)
    return path === null ? propertyWords(name) : t(path as 'property.name')
  })
  return (
    <li>
      <div>
        <StepName step={step} />
      </div>
      {action === 'update' && words.length > 0 && (
        <div className="cf-quiet">{formatList(words)}</div>
      )}
      <StepWarnings step={step} />
    </li>
  )
}

function StepWarnings({ step }: { step: PlacedStep }) {
  const { t } = useTranslation()
  const { action, contacts, inTheWay, dangers } = step
  const counted = (count: number) => ({ count, formatted: formatNumber(count) })
  const warnings = [
    ...(dangers.includes('values_in_the_way')
      ? [`${t('setUpFile.inTheWay', counted(inTheWay))} ${t('setUpFile.inTheWayHint')}`]
      : []),
    ...(dangers.includes('converts_values') && contacts > 0
      ? [t('setUpFile.converts', counted(contacts))]
      : []),
    ...(action === 'delete' && contacts > 0 ? [t('setUpFile.loses', counted(contacts))] : []),
    ...(dangers.includes('changes_rights') ? [t('setUpFile.changesRights')] : []),
  ]
  return warnings.map((warning) => (
    <div key={warning} className="cf-plan-warning">
      <WarningOutlined /> {warning}
    </div>
  ))
}
