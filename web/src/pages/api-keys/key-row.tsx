import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiKey } from '@cardfile/openapi'
import { formatList } from '../../locales/format.ts'
import { permissionLabel, roleName } from '../../locales/contract-words.ts'
import { instantText } from '../../field-form/cell-text.ts'
import { Instant } from '../../field-form/instant.tsx'
import { FormDialog } from '../../layout/form-dialog.tsx'
import { client } from '../../api/client.ts'

interface KeyRowProps {
  apiKey: ApiKey
  onChanged(): Promise<void>
}

export function KeyRow({ apiKey, onChanged }: KeyRowProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [revoking, setRevoking] = useState(false)
  const { id, name, prefix, role, createdBy, createdAt, expiresAt, lastUsedAt } = apiKey
  const [shownAt] = useState(() => new Date().toISOString())
  const expired = expiresAt !== null && expiresAt <= shownAt
  const revoke = async () => {
    await client.DELETE('/api/v1/api-keys/{id}', { params: { path: { id } } })
    message.success(t('keys.revoked', { name }))
    setRevoking(false)
    await onChanged()
  }
  return (
    <tr>
      <th scope="row">
        <strong>{name}</strong>
        <span className="cf-records-sub">
          <code dir="ltr">{prefix}…</code>
        </span>
        <span className="cf-records-sub">
          {createdBy
            ? t('keys.madeBy', { at: instantText(createdAt), name: createdBy.name })
            : t('keys.madeAt', { at: instantText(createdAt) })}{' '}
          {createdBy?.removed && (
            <span className="cf-badge cf-badge-warn">{t('keys.makerRemoved')}</span>
          )}
        </span>
      </th>
      <td data-label={t('keys.rights')}>
        {roleName(role)}
        {apiKey.permissions && (
          <span className="cf-field-hint cf-records-sub">
            {t('keys.only', {
              permissions: formatList(apiKey.permissions.map((one) => permissionLabel(one))),
            })}
          </span>
        )}
      </td>
      <td data-label={t('keys.lastUsed')}>
        {lastUsedAt ? <Instant at={lastUsedAt} /> : t('people.never')}
      </td>
      <td data-label={t('keys.expires')}>
        {expiresAt ? <Instant at={expiresAt} /> : t('people.never')}{' '}
        {expired && <span className="cf-badge cf-badge-warn">{t('keys.expired')}</span>}
      </td>
      <td className="cf-records-end">
        <Button
          danger
          aria-label={t('keys.revokeNamed', { name })}
          onClick={() => setRevoking(true)}
        >
          {t('keys.revoke')}
        </Button>
        {revoking && (
          <FormDialog
            title={t('keys.revokeTitle', { name })}
            okText={t('keys.revoke')}
            danger
            onSubmit={revoke}
            onClose={() => setRevoking(false)}
          >
            {() => <p>{t('keys.revokeText')}</p>}
          </FormDialog>
        )}
      </td>
    </tr>
  )
}
