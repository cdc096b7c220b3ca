import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiKey, Role } from '@cardfile/openapi'
import { useRoles } from '../../access/roles.ts'
import type { Schemas } from '../../api/types.ts'
import { EmptyState } from '../../layout/empty-state.tsx'
import { Failure } from '../../layout/failure.tsx'
import { PlusOutlined } from '../../layout/icons.tsx'
import { Page } from '../../layout/page.tsx'
import { RecordTable } from '../../layout/record-table.tsx'
import { useEvery } from '../../providers/use-every.ts'
import { IdentifySnippet } from './identify-snippet.tsx'
import { KeyRow } from './key-row.tsx'
import { NewKeyDialog } from './new-key-dialog.tsx'
import { SecretDialog } from './secret-dialog.tsx'

/** Keys that let programs in: which, with what rights, used when. */
export function ApiKeysPage() {
  const { t } = useTranslation()
  const { data: keys, isLoading, error, dataUpdatedAt, refetch, changed } = useEvery('api-keys')
  const { roles } = useRoles()
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<Schemas['ApiKeyWithSecret'] | null>(null)
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
      {error && (
        <Failure title={t('keys.failed')} error={error} asOf={dataUpdatedAt} onRetry={refetch} />
      )}
      {isLoading && <Skeleton active paragraph={{ rows: 4 }} />}
      {keys && keys.length === 0 && (
        <div className="cf-card">
          <EmptyState title={t('keys.noneTitle')} text={t('keys.none')} actions={make} />
        </div>
      )}
      {keys && keys.length > 0 && (
        <RecordTable
          label={t('keys.title')}
          headings={[t('keys.name'), t('keys.rights'), t('keys.lastUsed'), t('keys.expires')]}
          actions={t('people.actions')}
        >
          {keys.map((key) => (
            <KeyRow key={key.id} apiKey={key} onChanged={changed} />
          ))}
        </RecordTable>
      )}
      {keys && (
        <div className="cf-card cf-snippet-card">
          <IdentifySnippet />
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
        <SecretDialog
          name={made.key.name}
          secret={made.secret}
          identifies={mayIdentify(made.key, roles)}
          onClose={() => setMade(null)}
        />
      )}
    </Page>
  )
}

/** Finding a contact and making it where it is not there is one call, and takes what both do. */
function mayIdentify({ role, permissions }: ApiKey, roles: readonly Role[]): boolean {
  const granted = permissions ?? roles.find(({ id }) => id === role.id)?.permissions ?? []
  return granted.includes('edit_contacts')
}
