import { Button, Tooltip } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { type Field, isDeletable } from '@cardfile/openapi'
import { fieldName } from '../../locales/contract-words.ts'
import { DeleteOutlined, ThunderboltOutlined } from '../../layout/icons.tsx'
import { EditOutlined } from '../../layout/page-icons.tsx'
import { useSortableRow } from '../../layout/sortable-list.tsx'
import { KindMarker } from '../../field-form/kind-marker.tsx'
import { useConversions } from '../../providers/jobs.ts'
import { DeleteFieldDialog } from './delete-field-dialog.tsx'
import { FlagSwitch } from './flag-switch.tsx'
import { useSettingWords, useTypeWords } from './type-words.ts'

/** One definition of the list, with the switches that can be set right there. */
export function FieldRow({ field, sortable }: { field: Field; sortable: boolean }) {
  const { t } = useTranslation()
  const { typeLabel } = useTypeWords()
  const { summariesOf } = useSettingWords()
  const navigate = useNavigate()
  const conversion = useConversions().get(field.id)
  const [deleting, setDeleting] = useState(false)
  const { row, dragged, handle } = useSortableRow(field.id, {
    label: t('fields.dragNamed', { name: fieldName(field) }),
    disabled: !sortable,
  })
  return (
    <li {...row} className={`cf-field-row${dragged ? ' cf-field-row-dragged' : ''}`}>
      {handle}
      <div className="cf-field-name">
        <KindMarker kind={field.kind} />
        <div>
          <Link id={`field-${field.id}`} to={`/fields/${field.id}`}>
            {fieldName(field)}
          </Link>
          <code>{field.key}</code>
        </div>
      </div>
      <div className="cf-field-type">
        <span>{typeLabel(field)}</span>
        <span className="cf-quiet">
          {summariesOf(field)}
          {conversion && (
            <Link to={`/fields/${field.id}`}>
              {t('conversion.percent', { percent: Math.floor(conversion.progress * 100) })}
            </Link>
          )}
          {field.indexed && (
            <Tooltip title={t('fields.indexed')}>
              <span className="cf-indexed">
                <ThunderboltOutlined />
                <span className="cf-hidden-text">{t('fields.indexed')}</span>
              </span>
            </Tooltip>
          )}
        </span>
      </div>
      <FlagSwitch field={field} flag="visible" />
      <FlagSwitch field={field} flag="required" />
      <FlagSwitch field={field} flag="readOnly" />
      <div className="cf-field-actions">
        <Button
          type="text"
          icon={<EditOutlined />}
          aria-label={t('fields.editNamed', { name: fieldName(field) })}
          onClick={() => navigate(`/fields/${field.id}`)}
        />
        {isDeletable(field) && (
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('fields.deleteNamed', { name: fieldName(field) })}
            onClick={() => setDeleting(true)}
          />
        )}
      </div>
      {deleting && <DeleteFieldDialog field={field} onClose={() => setDeleting(false)} />}
    </li>
  )
}
