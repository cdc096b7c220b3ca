import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldName } from '../../locales/contract-words.ts'
import { instantText } from '../../field-form/cell-text.ts'
import { KindMarker } from '../../field-form/kind-marker.tsx'
import type { Schemas } from '../../api/types.ts'
import { useUndoToast } from '../../layout/use-undo-toast.tsx'
import { useFieldsChanged } from '../../providers/fields.ts'
import { useRecordList } from '../../providers/records.ts'
import { deleteField, restoreField } from './field-api.ts'
import { useTypeWords } from './type-words.ts'

/** Custom fields that can still be brought back; nothing at all where there is none. */
export function DeletedFields() {
  const { t } = useTranslation()
  const { query } = useRecordList('fields', { query: { deleted: 'true' } })
  const deleted = query.data?.data ?? []
  if (deleted.length === 0) return null
  return (
    <section className="cf-deleted" aria-labelledby="deleted-fields">
      <h2 className="cf-section-title" id="deleted-fields">
        {t('fields.deletedTitle')}
      </h2>
      <p className="cf-quiet">{t('fields.deletedHint')}</p>
      <ul className="cf-card">
        {deleted.map((field) => (
          <DeletedRow key={field.id} field={field} />
        ))}
      </ul>
    </section>
  )
}

function DeletedRow({ field }: { field: Schemas['Field'] }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const { typeLabel } = useTypeWords()
  const fieldsChanged = useFieldsChanged()
  const toast = useUndoToast()
  const [busy, setBusy] = useState(false)
  const restore = async () => {
    setBusy(true)
    try {
      const restored = await restoreField(field)
      toast(t('fields.restored', { name: fieldName(field) }), async () => {
        await deleteField(restored)
        await fieldsChanged()
      })
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    }
    await fieldsChanged()
    setBusy(false)
  }
  return (
    <li>
      <KindMarker kind={field.kind} />
      <strong>{fieldName(field)}</strong>
      <span className="cf-quiet">{typeLabel(field)}</span>
      <span className="cf-quiet cf-push">
        {field.deletedAt && t('trash.deletedAt', { at: instantText(field.deletedAt) })}
      </span>
      <Button
        size="small"
        loading={busy}
        onClick={restore}
        aria-label={t('trash.restoreNamed', { name: fieldName(field) })}
      >
        {t('trash.restore')}
      </Button>
    </li>
  )
}
