import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRoles } from '../../access/roles.ts'
import { Failure } from '../../layout/failure.tsx'
import { PlusOutlined } from '../../layout/icons.tsx'
import { Page } from '../../layout/page.tsx'
import { RecordTable } from '../../layout/record-table.tsx'
import { useEvery } from '../../providers/use-every.ts'
import { InviteDialog } from './invite-dialog.tsx'
import { type Handed, LinkDialog } from './link-dialog.tsx'
import { PersonRow } from './person-row.tsx'

/** Everybody with an account: invite, give roles, suspend, remove. */
export function PeoplePage() {
  const { t } = useTranslation()
  const { data: people, isLoading, error, dataUpdatedAt, refetch, changed } = useEvery('people')
  const { roles } = useRoles()
  const [inviting, setInviting] = useState(false)
  const [handed, setHanded] = useState<Handed | null>(null)
  return (
    <Page
      title={t('people.title')}
      intro={t('people.intro')}
      width="reading"
      actions={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setInviting(true)}>
          {t('people.invite')}
        </Button>
      }
    >
      {error && (
        <Failure title={t('people.failed')} error={error} asOf={dataUpdatedAt} onRetry={refetch} />
      )}
      {isLoading && <Skeleton active paragraph={{ rows: 6 }} />}
      {people && (
        <RecordTable
          label={t('people.title')}
          headings={[t('people.name'), t('people.role'), t('people.state'), t('people.lastSignIn')]}
          actions={t('people.actions')}
        >
          {people.map((person) => (
            <PersonRow
              key={person.id}
              person={person}
              people={people}
              roles={roles}
              onChanged={changed}
              onLink={setHanded}
            />
          ))}
        </RecordTable>
      )}
      {inviting && (
        <InviteDialog
          roles={roles}
          onInvited={async (invited) => {
            setInviting(false)
            setHanded(invited)
            await changed()
          }}
          onClose={() => setInviting(false)}
        />
      )}
      {handed && <LinkDialog handed={handed} onClose={() => setHanded(null)} />}
    </Page>
  )
}
