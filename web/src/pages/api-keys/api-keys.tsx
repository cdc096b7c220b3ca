import { type HttpError, useInvalidate, useList } from '@refinedev/core'
import { Button, Skeleton } from 'antd'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRoles } from '../../access/roles.ts'
import type { ApiKey } from '../../access/shapes.ts'
import { EmptyState } from '../../layout/empty-state.tsx'
import { Failure } from '../../layout/failure.tsx'
import { PlusOutlined } from '../../layout/icons.tsx'
import { Page } from '../../layout/page.tsx'
import { KeyRow } from './key-row.tsx'
import { NewKeyDialog } from './new-key-dialog.tsx'
import { SecretDialog } from './secret-dialog.tsx'

/** Keys that let programs in: which, with what rights, used when. */
export function ApiKeysPage() {
  const { t } = useTranslation()
  const { query } = useList<ApiKey, HttpError>({
    resource: 'api-keys',
    pagination: { mode: 'off' },
    errorNotification: false,
  })
  const { roles } = useRoles()
  const invalidate = useInvalidate()
  const changed = useCallback(async () => {
    await invalidate({ resource: 'api-keys', invalidates: ['resourceAll'] })
  }, [invalidate])
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<{ key: ApiKey; secret: string } | null>(null)
  const keys = query.data?.data
  const make = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>
      {t('keys.new')}
    </Button>
  )
  return (
    <Page
      title={t('keys.title')}
      intro={t('keys.intro')}
      width="reading"
      actions={keys && keys.length > 0 && make}
    >
      {query.error && (
        <Failure title={t('keys.failed')} error={query.error} onRetry={query.refetch} />
      )}
      {query.isLoading && <Skeleton active paragraph={{ rows: 4 }} />}
      {keys && keys.length === 0 && (
        <div className="cf-card">
          <EmptyState title={t('keys.noneTitle')} text={t('keys.none')} actions={make} />
        </div>
      )}
      {keys && keys.length > 0 && (
        <div className="cf-card">
          <table className="cf-records" aria-label={t('keys.title')}>
            <thead>
              <tr>
                <th scope="col">{t('keys.name')}</th>
                <th scope="col">{t('keys.rights')}</th>
                <th scope="col">{t('keys.lastUsed')}</th>
                <th scope="col">{t('keys.expires')}</th>
                <th scope="col">
                  <span className="cf-hidden-text">{t('people.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {keys.map((key) => (
                <KeyRow key={key.id} apiKey={key} onChanged={changed} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {making && (
        <NewKeyDialog
          roles={roles}
          onMade={async (answer) => {
            setMaking(false)
            setMade(answer)
            await changed()
          }}
          onClose={() => setMaking(false)}
        />
      )}
      {made && (
        <SecretDialog name={made.key.name} secret={made.secret} onClose={() => setMade(null)} />
      )}
    </Page>
  )
}
