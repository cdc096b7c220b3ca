import { trimMarks } from '@cardfile/openapi'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Instant } from '../../../field-form/instant.tsx'
import { TextProperty } from '../../../layout/text-property.tsx'
import { useUndoToast } from '../../../layout/use-undo-toast.tsx'
import { FormDialog } from '../../../layout/form-dialog.tsx'
import { changeMapping, deleteMapping, type MappingSummary, mappingsKey } from './mapping-api.ts'

export function MappingRow({ mapping }: { mapping: MappingSummary }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const toast = useUndoToast()
  const [open, setOpen] = useState<'rename' | 'delete' | null>(null)
  const { name, mode, updatedAt, actor, columnCount } = mapping
  const [typed, setTyped] = useState(name)
  const close = () => setOpen(null)
  const done = async () => {
    close()
    await client.invalidateQueries({ queryKey: mappingsKey })
  }
  return (
    <tr>
      <th scope="row">
        <strong>{name}</strong>
        <span className="cf-records-sub">
          {t('imports.mappingColumns', { count: columnCount })}
        </span>
      </th>
      <td data-label={t('imports.mode')}>{t(`imports.modes.${mode}`)}</td>
      <td data-label={t('imports.savedAt')}>
        <Instant at={updatedAt} />
        <span className="cf-records-sub">{actor?.name ?? t('jobs.nobody')}</span>
      </td>
      <td className="cf-records-end">
        <div className="cf-row">
          <Button
            aria-label={t('imports.renameNamed', { name })}
            onClick={() => {
              setTyped(name)
              setOpen('rename')
            }}
          >
            {t('imports.rename')}
          </Button>
          <Button
            danger
            aria-label={t('imports.deleteNamed', { name })}
            onClick={() => setOpen('delete')}
          >
            {t('imports.delete')}
          </Button>
        </div>
        {open === 'rename' && (
          <FormDialog
            title={t('imports.renameTitle')}
            okText={t('actions.save')}
            disabled={trimMarks(typed) === '' || trimMarks(typed) === name}
            onSubmit={async () => {
              const after = await changeMapping(mapping, { name: trimMarks(typed) })
              toast(t('imports.mappingSaved', { name: after.name }), async () => {
                await changeMapping(after, { name })
                await client.invalidateQueries({ queryKey: mappingsKey })
              })
              await done()
            }}
            onClose={close}
          >
            {(errors) => (
              <TextProperty
                id="rename-mapping-name"
                label={t('property.name')}
                reasons={errors.name}
                maxLength={100}
                value={typed}
                onText={setTyped}
              />
            )}
          </FormDialog>
        )}
        {open === 'delete' && (
          <FormDialog
            title={t('imports.deleteTitle', { name })}
            okText={t('imports.delete')}
            danger
            onSubmit={async () => {
              await deleteMapping(mapping)
              message.success(t('imports.mappingDeleted', { name }))
              await done()
            }}
            onClose={close}
          >
            {() => <p>{t('imports.deleteMappingText')}</p>}
          </FormDialog>
        )}
      </td>
    </tr>
  )
}
