import { Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { type ImportMode, importModes } from '../draft/draft.ts'

/** What happens where a row meets a contact that exists. */
export function ModeChoice({
  mode,
  onChange,
}: {
  mode: ImportMode
  onChange(mode: ImportMode): void
}) {
  const { t } = useTranslation()
  return (
    <fieldset className="cf-modes">
      <legend>{t('imports.modeTitle')}</legend>
      <Radio.Group value={mode} onChange={(event) => onChange(event.target.value)}>
        {importModes.map((one) => (
          <Radio key={one} value={one} className={`cf-mode${one === mode ? ' cf-mode-on' : ''}`}>
            <strong>{t(`imports.modes.${one}`)}</strong>
            <span className="cf-quiet">{t(`imports.modeHints.${one}`)}</span>
          </Radio>
        ))}
      </Radio.Group>
    </fieldset>
  )
}
