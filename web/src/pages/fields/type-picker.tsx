import { useTranslation } from 'react-i18next'
import { type FieldTypeId, fieldTypes } from '@cardfile/openapi'
import { TypeIcon } from './type-icon.tsx'
import { useTypeWords } from './type-words.ts'

/** Every data type as a card with what it is for. */
export function TypePicker({ onChoose }: { onChoose(type: FieldTypeId): void }) {
  const { t } = useTranslation()
  const { labelOf, hintOf } = useTypeWords()
  return (
    <ul className="cf-types" aria-label={t('fields.type')}>
      {fieldTypes.map(({ id, rules }) => (
        <li key={id}>
          <button type="button" className="cf-card cf-type" onClick={() => onChoose(id)}>
            <TypeIcon kind={rules({}).control.kind} />
            <span>
              <strong>{labelOf(id)}</strong>
              <span className="cf-quiet">{hintOf(id)}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
