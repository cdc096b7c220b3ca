import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { type BulkOperation, bulkOperationsOf, type Field, rulesOf } from '@cardfile/openapi'
import { Control } from '../../../field-form/control.tsx'
import { CloseOutlined } from '../../../layout/page-icons.tsx'
import { SearchSelect } from '../../../layout/search-select.tsx'
import { fieldName } from '../../../locales/contract-words.ts'
import type { EditLine } from './bulk-draft.ts'

interface EditLineProps {
  line: EditLine
  fields: readonly Field[]
  reasons: readonly string[]
  /** Null where it is the only one. */
  onDrop: (() => void) | null
  onChange(line: EditLine): void
}

/** What is done to one field: the field, the operation, and its own control for the value. */
export function EditLineRow({ line, fields, reasons, onDrop, onChange }: EditLineProps) {
  const { t } = useTranslation()
  const field = fields.find(({ key }) => key === line.field)
  const id = `bulk-${line.id}`
  const operations = field ? bulkOperationsOf(field) : []
  const name = field ? fieldName(field) : ''
  const choose = (key: string) => {
    const chosen = fields.find((one) => one.key === key)
    const [operation = 'set'] = chosen ? bulkOperationsOf(chosen) : []
    onChange({ ...line, field: key, operation, value: null })
  }
  return (
    <fieldset className="cf-bulk-line" aria-label={name || t('bulk.field')}>
      <div className="cf-bulk-head">
        <SearchSelect<string | null>
          id={`${id}-field`}
          aria-label={t('bulk.field')}
          placeholder={t('bulk.chooseField')}
          value={line.field}
          options={fields.map((one) => ({ value: one.key, label: fieldName(one) }))}
          onChange={(key) => key !== null && choose(key)}
        />
        {field && (
          <SearchSelect<BulkOperation>
            aria-label={t('bulk.operation')}
            value={line.operation}
            options={operations.map((value) => ({ value, label: t(`bulk.operations.${value}`) }))}
            onChange={(operation) => onChange({ ...line, operation, value: line.value })}
          />
        )}
        {onDrop && (
          <Button
            type="text"
            icon={<CloseOutlined />}
            aria-label={t('bulk.dropLine', { field: name })}
            onClick={onDrop}
          />
        )}
      </div>
      {field && line.operation !== 'clear' && (
        <Control
          control={rulesOf(field).control}
          id={`${id}-value`}
          label={name}
          value={line.value}
          invalid={reasons.length > 0}
          describedBy={`${id}-reasons`}
          onChange={(value) => onChange({ ...line, value })}
        />
      )}
      <div id={`${id}-reasons`} role="status" className="cf-error">
        {reasons.join('; ')}
      </div>
    </fieldset>
  )
}
