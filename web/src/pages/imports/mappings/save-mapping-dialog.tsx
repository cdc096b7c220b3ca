import { foldText, trimMarks } from '@cardfile/openapi'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { instantText } from '../../../field-form/cell-text.ts'
import { TextProperty } from '../../../layout/text-property.tsx'
import { useUndoToast } from '../../../layout/use-undo-toast.tsx'
import { FormDialog } from '../../../layout/form-dialog.tsx'
import { useIdempotencyKey } from '../../../api/idempotency-key.ts'
import {
  changeMapping,
  createMapping,
  deleteMapping,
  listMappings,
  type MappingBody,
  mappingsKey,
  type SavedMapping,
} from './mapping-api.ts'

interface SaveMappingDialogProps {
  mapping: Omit<MappingBody, 'name'>
  /** The name it begins with. */
  name: string
  onSaved(saved: SavedMapping): void
  onClose(): void
}

/** Saves how a file's columns are mapped; under a name that is taken, in the place of that one. */
export function SaveMappingDialog({ mapping, name, onSaved, onClose }: SaveMappingDialogProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const toast = useUndoToast()
  const keyFor = useIdempotencyKey()
  const [typed, setTyped] = useState(name)
  const { data } = useQuery({
    queryKey: [...mappingsKey, 'list'],
    queryFn: ({ signal }) => listMappings(signal),
    staleTime: 0,
  })
  const same = (text: string) => foldText(trimMarks(text))
  const before = data?.data.find((one) => same(one.name) === same(typed))
  const save = async () => {
    const body = { ...mapping, name: trimMarks(typed) }
    const saved = await (before ? changeMapping(before, body) : createMapping(body, keyFor(body)))
    void client.invalidateQueries({ queryKey: mappingsKey })
    const text = t('imports.mappingSaved', { name: saved.name })
    // What one that is overwritten held is known to nobody any more, as is said before.
    if (before) message.success(text)
    else
      toast(text, async () => {
        await deleteMapping(saved)
        await client.invalidateQueries({ queryKey: mappingsKey })
      })
    onSaved(saved)
  }
  return (
    <FormDialog
      title={t('imports.saveMapping')}
      okText={t(before ? 'imports.overwrite' : 'actions.save')}
      disabled={trimMarks(typed) === '' || !data}
      onSubmit={save}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <TextProperty
            id="mapping-name"
            label={t('property.name')}
            hint={t('imports.saveMappingHint')}
            reasons={errors.name}
            maxLength={100}
            value={typed}
            onText={setTyped}
          />
          {before && (
            <Alert
              type="warning"
              showIcon
              message={t('imports.overwrites', {
                name: before.name,
                by: before.actor?.name ?? t('jobs.nobody'),
                at: instantText(before.updatedAt),
              })}
            />
          )}
        </>
      )}
    </FormDialog>
  )
}
