import { App } from 'antd'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client.ts'
import { SortableList } from '../../layout/sortable-list.tsx'
import { useUndoToast } from '../../layout/use-undo-toast.tsx'
import { fieldName } from '../../locales/contract-words.ts'
import { useFieldsChanged } from '../../providers/fields.ts'
import { useConversions } from '../../providers/jobs.ts'
import { FieldRow } from './field-row.tsx'
import { itemOf, type Layout, orderOf, rowsOf, withMove } from './section-moves.ts'
import { SectionRow } from './section-row.tsx'
import { useRowWords } from './use-row-words.ts'
import { useSetFlag } from './use-set-flag.ts'

interface FieldListProps extends Layout {
  /** False while only some are shown: an order of some is no order. */
  sortable: boolean
  /** Whether all rows are there from the first drawing on, for one of them is led to. */
  atOnce: boolean
}

/** As many as a screen has room for. */
const firstRows = 14

/**
 * The definitions in their order, section by section; fields and sections are dragged by mouse, touch or
 * keyboard to other places.
 */
export function FieldList({ fields, sections, sortable, atOnce }: FieldListProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const fieldsChanged = useFieldsChanged()
  const toast = useUndoToast()
  const conversions = useConversions()
  const words = useRowWords()
  const setFlag = useSetFlag()
  // Shown at once after a drop, until the server's answer is there.
  const [dropped, setDropped] = useState<Layout | null>(null)
  const layout = useMemo(() => dropped ?? { fields, sections }, [dropped, fields, sections])
  const rows = useMemo(() => rowsOf(layout), [layout])
  const items = useMemo(() => rows.map((row) => itemOf(row, fieldName)), [rows])
  // Hundreds of rows drawn in one go would keep the page from answering for as long as that takes.
  const isWhole = useDeferredValue(true, atOnce)
  const drawn = isWhole ? rows : rows.slice(0, firstRows)

  const reorder = async (from: number, to: number) => {
    const next = withMove(layout, from, to)
    setDropped(next)
    try {
      await client.POST('/api/v1/fields:reorder', { body: orderOf(next) })
      toast(t('fields.reordered'), async () => {
        await client.POST('/api/v1/fields:reorder', { body: orderOf(layout) })
        await fieldsChanged()
      })
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    }
    await fieldsChanged()
    setDropped(null)
  }

  return (
    <SortableList items={items} onMove={reorder}>
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
          {drawn.map((row) =>
            'section' in row ? (
              <SectionRow
                key={`section ${row.section.id}`}
                section={row.section}
                fields={layout.fields.filter(({ section }) => section === row.section.id)}
              />
            ) : (
              <FieldRow
                key={row.field.id}
                field={row.field}
                sortable={sortable}
                conversion={conversions.get(row.field.id)}
                words={words}
                onSet={setFlag}
              />
            ),
          )}
        </ul>
      </div>
    </SortableList>
  )
}
