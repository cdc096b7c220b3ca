import { useInvalidate } from '@refinedev/core'
import { App } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { nameKey } from '@cardfile/openapi'
import { useMissing } from '../../access/may.tsx'
import { ReasonedButton } from '../../access/reasoned-button.tsx'
import { ApiError } from '../../api/api-error.ts'
import { client } from '../../api/client.ts'
import type { Contact } from '../../api/types.ts'

/** Takes a contact out of the trash; where an identity is taken now, names who has it. */
export function RestoreContact({ contact }: { contact: Contact }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const invalidate = useInvalidate()
  const missing = useMissing()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<ApiError | null>(null)
  const name = String(contact.values[nameKey] ?? '')
  const restore = async () => {
    setBusy(true)
    setRefusal(null)
    try {
      await client.POST('/api/v1/contacts/{id}/restore', { params: { path: { id: contact.id } } })
      await invalidate({ resource: 'contacts', invalidates: ['resourceAll'] })
      message.success(t('trash.restored', { name }))
    } catch (error) {
      if (error instanceof ApiError) setRefusal(error)
      else throw error
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <ReasonedButton
        reason={missing('edit_contacts')}
        loading={busy}
        onClick={restore}
        aria-label={t('trash.restoreNamed', { name })}
      >
        {t('trash.restore')}
      </ReasonedButton>
      {refusal && (
        <p className="cf-field-error" role="alert">
          {refusal.conflicts.length === 0 && refusal.message}
          {refusal.conflicts.map(({ value, contact: other }) => (
            <span key={`${other.id} ${value}`}>
              {t('trash.conflict', { value })}{' '}
              <Link to={`/contacts/${other.id}`}>{other.name}</Link>{' '}
            </span>
          ))}
        </p>
      )}
    </>
  )
}
