import { trimMarks } from '@cardfile/openapi'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Instant } from '../../../field-form/instant.tsx'
import { TextProperty } from '../../../layout/text-property.tsx'
import { FormDialog } from '../../../layout/form-dialog.tsx'
import { changeMapping, deleteMapping, type MappingSummary, mappingsKey } from './mapping-api.ts'

export function MappingRow({ mapping }: { mapping: MappingSummary }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [open, setOpen] = useState<'rename' | 'delete' | null>(null)
  const { name, mode, updatedAt, actor, columnCount } = mapping
  const [typed, setTyped] = useState(name)
  const close = () => setOpen(null)
  const done = async (text: string) => {
    message.success(text)
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
        <span className="cf-records-sub">{actor?.name ?? t('imports.nobody')}</span>
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
              await changeMapping(mapping, { name: trimMarks(typed) })
              await done(t('imports.mappingSaved', { name: trimMarks(typed) }))
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
              await done(t('imports.mappingDeleted', { name }))
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
