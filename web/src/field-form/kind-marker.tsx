import { Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { type FieldKind, fieldKinds } from '@cardfile/openapi'
import './kind-marker.css'

/** The letter that says what kind a field is. Colour repeats what the letter says, never alone. */
export function KindMarker({ kind }: { kind: FieldKind }) {
  const { t } = useTranslation()
  const label = t(`kinds.${kind}.label`)
  return (
    // A tooltip of antd's takes longer to draw than all else of a field, and a form has hundreds.
    <span className={`cf-kind cf-kind-${kind}`} role="img" aria-label={label} title={label}>
      {kind}
    </span>
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
