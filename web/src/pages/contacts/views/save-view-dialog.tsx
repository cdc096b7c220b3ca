import { trimMarks } from '@cardfile/openapi'
import { useQueryClient } from '@tanstack/react-query'
import { Checkbox } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useIdempotencyKey } from '../../../api/idempotency-key.ts'
import { FormDialog } from '../../../layout/form-dialog.tsx'
import { useUndoToast } from '../../../layout/use-undo-toast.tsx'
import { TextProperty } from '../../../layout/text-property.tsx'
import type { Look } from '../view-state.ts'
import { savedLook } from './look.ts'
import { createView, deleteView, type SavedView, viewsKey } from './view-api.ts'

interface SaveViewDialogProps {
  look: Look
  /** Columns as they stand in the table. */
  columns: NonNullable<Look['columns']>
  onSaved(saved: SavedView): void
  onClose(): void
}

/** Saves what the table shows as a view of one's own, or for everybody. */
export function SaveViewDialog({ look, columns, onSaved, onClose }: SaveViewDialogProps) {
  const { t } = useTranslation()
  const toast = useUndoToast()
  const client = useQueryClient()
  const keyFor = useIdempotencyKey()
  const [name, setName] = useState('')
  const [withColumns, setWithColumns] = useState(true)
  const [shared, setShared] = useState(false)
  const [locked, setLocked] = useState(false)
  const save = async () => {
    const body = {
      ...savedLook(look, withColumns ? columns : null),
      name: trimMarks(name),
      shared,
      locked: shared && locked,
    }
    const saved = await createView(body, keyFor(body))
    await client.invalidateQueries({ queryKey: viewsKey })
    toast(t('views.saved', { name: saved.name }), async () => {
      await deleteView(saved)
      await client.invalidateQueries({ queryKey: viewsKey })
    })
    onSaved(saved)
  }
  return (
    <FormDialog
      title={t('views.saveTitle')}
      okText={t('actions.save')}
      disabled={trimMarks(name) === ''}
      onSubmit={save}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <TextProperty
            id="view-name"
            label={t('property.name')}
            hint={t('views.nameHint')}
            reasons={errors.name}
            maxLength={100}
            value={name}
            onText={setName}
          />
          <Checkbox
            checked={withColumns}
            onChange={(event) => setWithColumns(event.target.checked)}
          >
            {t('views.withColumns')}
          </Checkbox>
          <Checkbox checked={shared} onChange={(event) => setShared(event.target.checked)}>
            {t('views.share')}
          </Checkbox>
          {shared && (
            <Checkbox checked={locked} onChange={(event) => setLocked(event.target.checked)}>
              {t('views.lock')}
            </Checkbox>
          )}
        </>
      )}
    </FormDialog>
  )
}
