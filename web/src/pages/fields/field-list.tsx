import { App } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { SortableList } from '../../layout/sortable-list.tsx'
import { fieldName } from '../../locales/contract-words.ts'
import { useFieldsChanged } from '../../providers/fields.ts'
import { FieldRow } from './field-row.tsx'
import { itemOf, type Layout, orderOf, rowsOf, withMove } from './section-moves.ts'
import { SectionRow } from './section-row.tsx'

interface FieldListProps extends Layout {
  /** False while only some are shown: an order of some is no order. */
  sortable: boolean
}

/**
 * The definitions in their order, section by section; fields and sections are dragged by mouse, touch or
 * keyboard to other places.
 */
export function FieldList({ fields, sections, sortable }: FieldListProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const fieldsChanged = useFieldsChanged()
  // Shown at once after a drop, until the server's answer is there.
  const [dropped, setDropped] = useState<Layout | null>(null)
  const layout = dropped ?? { fields, sections }
  const rows = rowsOf(layout)

  const reorder = async (from: number, to: number) => {
    const next = withMove(layout, from, to)
    setDropped(next)
    try {
      await client.POST('/api/v1/fields:reorder', { body: orderOf(next) })
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    }
    await fieldsChanged()
    setDropped(null)
  }

  return (
    <SortableList items={rows.map((row) => itemOf(row, fieldName))} onMove={reorder}>
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
          {rows.map((row) =>
            'section' in row ? (
              <SectionRow
                key={`section ${row.section.id}`}
                section={row.section}
                fields={layout.fields.filter(({ section }) => section === row.section.id)}
              />
            ) : (
              <FieldRow key={row.field.id} field={row.field} sortable={sortable} />
            ),
          )}
        </ul>
      </div>
    </SortableList>
  )
}
