import { App } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '@cardfile/openapi'
import { client } from '../../api/client.ts'
import { moved, SortableList } from '../../layout/sortable-list.tsx'
import { useFieldsChanged } from '../../providers/fields.ts'
import { FieldRow } from './field-row.tsx'

interface FieldListProps {
  fields: readonly Field[]
  /** False while only some are shown: an order of some is no order. */
  sortable: boolean
}

/** The definitions in their order; dragged by mouse, touch or keyboard into another one. */
export function FieldList({ fields, sortable }: FieldListProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const fieldsChanged = useFieldsChanged()
  // Shown at once after a drop, until the server's answer is there.
  const [dropped, setDropped] = useState<readonly Field[] | null>(null)
  const shown = dropped ?? fields

  const reorder = async (from: number, to: number) => {
    const next = moved(shown, from, to)
    setDropped(next)
    try {
      await client.POST('/api/v1/fields:reorder', { body: { ids: next.map(({ id }) => id) } })
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    }
    await fieldsChanged()
    setDropped(null)
  }

  return (
    <SortableList items={shown} onMove={reorder}>
      <div className="cf-card cf-field-list">
        <div className="cf-field-row cf-field-list-head" aria-hidden="true">
          <span />
          <span>{t('fields.field')}</span>
          <span>{t('fields.type')}</span>
          <span>{t('flags.visible')}</span>
          <span>{t('flags.required')}</span>
          <span>{t('flags.readOnly')}</span>
          <span />
        </div>
        <ul aria-label={t('fields.title')}>
          {shown.map((field) => (
            <FieldRow key={field.id} field={field} sortable={sortable} />
          ))}
        </ul>
      </div>
    </SortableList>
  )
}
