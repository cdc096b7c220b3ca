import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type PasskeyEntry, passkeyListSchema, trimMarks } from '@cardfile/openapi'
import { authAnswer, authRequest } from '../../api/auth-request.ts'
import { addPasskey } from '../../access/passkeys.ts'
import { instantText } from '../../field-form/cell-text.ts'
import { Property, propertyAria } from '../../layout/property.tsx'
import { Failure } from '../../layout/failure.tsx'
import { FormDialog } from '../../layout/form-dialog.tsx'
import { agentName } from './agent-name.ts'
import { refusalOf } from './refusal.ts'

const key = ['own-passkeys']

/** Signing in by fingerprint, face or device in place of the password. */
export function PasskeysCard() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data, isLoading, error, refetch } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      authAnswer('/passkey/list-user-passkeys', passkeyListSchema, { signal }),
  })
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<PasskeyEntry | null>(null)
  const changed = () => client.invalidateQueries({ queryKey: key })
  return (
    <section className="cf-card cf-account-card" aria-labelledby="passkeys-title">
      <h2 className="cf-section-title" id="passkeys-title">
        {t('account.passkeys')}
      </h2>
      <p className="cf-quiet">{t('account.passkeysHint')}</p>
      {isLoading && <Skeleton active title={false} paragraph={{ rows: 1 }} />}
      {error && <Failure title={t('account.passkeysFailed')} error={error} onRetry={refetch} />}
      {data && data.length > 0 && (
        <ul className="cf-account-list" aria-labelledby="passkeys-title">
          {data.map((passkey) => (
            <li key={passkey.id}>
              <div>
                <strong>{passkey.name || t('account.namelessPasskey')}</strong>
                {passkey.createdAt && (
                  <span className="cf-quiet">
                    {t('account.passkeySince', { at: instantText(passkey.createdAt) })}
                  </span>
                )}
              </div>
              <Button
                aria-label={t('account.removePasskeyNamed', {
                  name: passkey.name || t('account.namelessPasskey'),
                })}
                onClick={() => setRemoving(passkey)}
              >
                {t('account.removePasskey')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button onClick={() => setAdding(true)}>{t('account.addPasskey')}</Button>
      </div>
      {adding && <AddPasskeyDialog onAdded={changed} onClose={() => setAdding(false)} />}
      {removing && (
        <FormDialog
          title={t('account.removePasskeyTitle')}
          okText={t('account.removePasskey')}
          danger
          onSubmit={async () => {
            await authRequest('/passkey/delete-passkey', { body: { id: removing.id } })
            await changed()
            setRemoving(null)
          }}
          onClose={() => setRemoving(null)}
        >
          {() => <p>{t('account.removePasskeyText', { name: removing.name ?? '' })}</p>}
        </FormDialog>
      )}
    </section>
  )
}

interface AddPasskeyDialogProps {
  onAdded(): Promise<unknown>
  onClose(): void
}

function AddPasskeyDialog({ onAdded, onClose }: AddPasskeyDialogProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [name, setName] = useState(() => agentName(navigator.userAgent) ?? '')
  const add = async () => {
    try {
      if (!(await addPasskey(trimMarks(name) || t('account.namelessPasskey')))) return
    } catch (error) {
      throw new Error(refusalOf(error, t).text, { cause: error })
    }
    await onAdded()
    message.success(t('account.passkeyAdded'))
    onClose()
  }
  return (
    <FormDialog
      title={t('account.addPasskey')}
      okText={t('account.goOn')}
      onSubmit={add}
      onClose={onClose}
    >
      {() => (
        <Property
          id="passkey-name"
          label={t('account.passkeyName')}
          hint={t('account.passkeyNameHint')}
        >
          <Input
            {...propertyAria('passkey-name', undefined, true)}
            autoComplete="off"
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Property>
      )}
    </FormDialog>
  )
}
