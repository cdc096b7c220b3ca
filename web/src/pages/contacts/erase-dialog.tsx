import { useInvalidate } from '@refinedev/core'
import { App, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { Property, propertyAria } from '../../layout/property.tsx'
import { FormDialog } from '../../layout/form-dialog.tsx'
import { client, ifMatch } from '../../api/client.ts'
import type { Contact } from '../../api/types.ts'

interface EraseDialogProps {
  contact: Contact
  name: string
  onClose(): void
}

const gone = ['goneValues', 'goneHistory', 'goneNotes', 'goneImports', 'goneSearch'] as const
const remains = ['remainsAudit', 'remainsFiles'] as const

/** Says what is gone and what remains, and takes the contact's name for a yes. */
export function EraseDialog({ contact, name, onClose }: EraseDialogProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const invalidate = useInvalidate()
  const [typed, setTyped] = useState('')
  const erase = async () => {
    await client.POST('/api/v1/contacts/{id}/erase', {
      params: { path: { id: contact.id }, header: ifMatch(contact.version) },
    })
    message.success(t('personal.done'))
    onClose()
    void navigate('/contacts', { replace: true })
    await invalidate({ resource: 'contacts', invalidates: ['list'] })
  }
  return (
    <FormDialog
      title={t('personal.eraseTitle', { name })}
      okText={t('personal.ok')}
      danger
      width={560}
      disabled={typed.trim() !== name.trim()}
      onSubmit={erase}
      onClose={onClose}
    >
      {() => (
        <>
          <div>
            <p>{t('personal.gone')}</p>
            <ul className="cf-bullets">
              {gone.map((one) => (
                <li key={one}>{t(`personal.${one}`)}</li>
              ))}
            </ul>
          </div>
          <div>
            <p>{t('personal.remains')}</p>
            <ul className="cf-bullets">
              {remains.map((one) => (
                <li key={one}>{t(`personal.${one}`)}</li>
              ))}
            </ul>
          </div>
          <Property
            id="erase-name"
            label={t('personal.confirm')}
            hint={t('personal.type', { name })}
          >
            <Input
              {...propertyAria('erase-name', undefined, true)}
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </Property>
        </>
      )}
    </FormDialog>
  )
}
