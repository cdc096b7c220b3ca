import { type HttpError, useInvalidate, useList } from '@refinedev/core'
import { keepPreviousData } from '@tanstack/react-query'
import { App, Button, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { type Field, nameKey } from '@cardfile/openapi'
import { instantText, valueOf } from '../../field-form/cell-text.ts'
import { CellView } from '../../field-form/cell-view.tsx'
import { EmptyState } from '../../layout/empty-state.tsx'
import { Failure } from '../../layout/failure.tsx'
import { Page } from '../../layout/page.tsx'
import { ApiError } from '../../providers/api-error.ts'
import { request } from '../../providers/api.ts'
import { useFields } from '../../providers/fields.ts'
import type { Contact } from '../../providers/shapes.ts'
import { Pager } from './pager.tsx'
import './contact-page.css'
import './contacts.css'

const pageSize = 50

/** Deleted contacts, and the way back. */
export function TrashPage() {
  const { t } = useTranslation()
  const [search, setSearch] = useSearchParams()
  const page = Math.max(1, Number(search.get('page')) || 1)
  const { fields } = useFields()
  const { query } = useList<Contact, HttpError>({
    resource: 'contacts',
    pagination: { currentPage: page, pageSize },
    meta: { query: { trashed: true } },
    queryOptions: { placeholderData: keepPreviousData },
    errorNotification: false,
  })
  const contacts = query.data?.data ?? []
  return (
    <Page
      title={t('trash.title')}
      intro={t('trash.intro')}
      back={{ to: '/contacts', label: t('contacts.title') }}
    >
      {query.error && (
        <Failure title={t('contacts.failed')} error={query.error} onRetry={query.refetch} />
      )}
      <div className="cf-card">
        {query.isLoading && (
          <div className="cf-form-card">
            <Skeleton active />
          </div>
        )}
        {query.data && contacts.length === 0 && <EmptyState text={t('trash.none')} />}
        {contacts.length > 0 && (
          <ul className="cf-trash">
            {contacts.map((contact) => (
              <TrashedContact key={contact.id} contact={contact} fields={fields} />
            ))}
          </ul>
        )}
        {query.data && query.data.total > pageSize && (
          <Pager
            page={page}
            pageSize={pageSize}
            total={query.data.total}
            exact
            onChange={(next) => setSearch({ page: String(next) })}
          />
        )}
      </div>
    </Page>
  )
}

function TrashedContact({ contact, fields }: { contact: Contact; fields: readonly Field[] }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const invalidate = useInvalidate()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<ApiError | null>(null)
  const name = String(contact.values[nameKey] ?? '')
  const restore = async () => {
    setBusy(true)
    setRefusal(null)
    try {
      await request(`/contacts/${contact.id}/restore`, { method: 'POST' })
      await invalidate({ resource: 'contacts', invalidates: ['resourceAll'] })
      message.success(t('trash.restored', { name }))
    } catch (error) {
      if (error instanceof ApiError) setRefusal(error)
      else throw error
    } finally {
      setBusy(false)
    }
  }
  const identity = fields.find(({ kind, key }) => kind === 'I' && contact.values[key])
  return (
    <li>
      <div className="cf-trash-name">
        <strong>{name}</strong>
        {identity && <CellView field={identity} value={valueOf(contact, identity)} />}
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
      </div>
      <span className="cf-quiet">
        {contact.deletedAt && t('trash.deletedAt', { at: instantText(contact.deletedAt) })}
      </span>
      <Button loading={busy} onClick={restore} aria-label={t('trash.restoreNamed', { name })}>
        {t('trash.restore')}
      </Button>
    </li>
  )
}
