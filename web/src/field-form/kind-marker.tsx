import { Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { type FieldKind, fieldKinds } from '@cardfile/openapi'
import './kind-marker.css'

/** The letter that says what kind a field is. Colour repeats what the letter says, never alone. */
export function KindMarker({ kind }: { kind: FieldKind }) {
  const { t } = useTranslation()
  return (
    <Tooltip title={t(`kinds.${kind}.label`)}>
      <span className={`cf-kind cf-kind-${kind}`} role="img" aria-label={t(`kinds.${kind}.label`)}>
        {kind}
      </span>
    </Tooltip>
  )
}

/** What the letters mean. */
export function KindLegend() {
  const { t } = useTranslation()
  return (
    <ul className="cf-legend" aria-label={t('kinds.legend')}>
      {(Object.keys(fieldKinds) as FieldKind[]).map((kind) => (
        <li key={kind}>
          <span className={`cf-kind cf-kind-${kind}`} aria-hidden="true">
            {kind}
          </span>
          <Tooltip title={t(`kinds.${kind}.hint`)}>
            <span>{t(`kinds.${kind}.label`)}</span>
          </Tooltip>
        </li>
      ))}
    </ul>
  )
}
