import { Alert, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type Cell,
  type Field,
  fieldTypeOf,
  fieldTypes,
  type Reasons,
  trimMarks,
} from '@cardfile/openapi'
import { ApiError } from '../../../api/api-error.ts'
import { answered, client } from '../../../api/client.ts'
import { GrowingText } from '../../../layout/growing-text.tsx'
import { useFieldsChanged } from '../../../providers/fields.ts'
import { bodyOf, draftOfType, judgeDefinition, newOption } from '../../fields/definition-draft.ts'
import { useTypeWords } from '../../fields/type-words.ts'
import { proposeType } from './propose-type.ts'

interface NewFieldDialogProps {
  heading: string
  cells: readonly NonNullable<Cell>[]
  fields: readonly Field[]
  onCreated(field: Field): void
  onClose(): void
}

/** A custom field made on the spot, as the column's values suggest it. */
export function NewFieldDialog(props: NewFieldDialogProps) {
  const { heading, cells, fields, onCreated, onClose } = props
  const { t } = useTranslation()
  const { labelOf } = useTypeWords()
  const fieldsChanged = useFieldsChanged()
  const [proposed] = useState(() => proposeType(cells))
  const [name, setName] = useState(heading)
  const [type, setType] = useState(proposed.type)
  const [options, setOptions] = useState(proposed.options.join('\n'))
  const [errors, setErrors] = useState<Reasons>({})
  const [busy, setBusy] = useState(false)
  const isChoice = fieldTypeOf(type).settingNames.includes('options')

  const create = async () => {
    const draft = { ...draftOfType(type), name: trimMarks(name) }
    if (isChoice) draft.options = options.split('\n').map((text) => newOption(text))
    const found = judgeDefinition(draft, null, fields)
    setErrors(found)
    if (Object.keys(found).length > 0) return
    setBusy(true)
    try {
      const field = await answered(client.POST('/api/v1/fields', { body: bodyOf(draft) }))
      await fieldsChanged()
      onCreated(field)
    } catch (error) {
      const reasons = error instanceof ApiError ? error.errors : {}
      const message = error instanceof Error ? error.message : String(error)
      setErrors(Object.keys(reasons).length > 0 ? reasons : { '': [message] })
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      title={t('imports.newFieldTitle')}
      okText={t('fields.create')}
      cancelText={t('actions.cancel')}
      confirmLoading={busy}
      onOk={create}
      onCancel={onClose}
    >
      <div className="cf-stack">
        <label className="cf-setting">
          {t('property.name')}
          <Input value={name} maxLength={128} onChange={(event) => setName(event.target.value)} />
        </label>
        <label className="cf-setting">
          {t('property.type')}
          <Select
            aria-label={t('property.type')}
            value={type}
            options={fieldTypes.map(({ id }) => ({ value: id, label: labelOf(id) }))}
            onChange={setType}
          />
          {type === proposed.type && <span className="cf-quiet">{t('imports.proposedType')}</span>}
        </label>
        {isChoice && (
          <label className="cf-setting">
            {t('imports.newFieldOptions')}
            <GrowingText
              value={options}
              minRows={3}
              maxRows={10}
              onChange={(event) => setOptions(event.target.value)}
            />
          </label>
        )}
        {Object.keys(errors).length > 0 && (
          <Alert
            type="error"
            showIcon
            message={Object.entries(errors)
              .map(([path, reasons]) => `${path} ${reasons.join(', ')}`.trim())
              .join('; ')}
          />
        )}
      </div>
    </Modal>
  )
}
