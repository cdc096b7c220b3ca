import { type HttpError, useInvalidate, useList } from '@refinedev/core'
import { Button, Skeleton } from 'antd'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRoles } from '../../access/roles.ts'
import type { Person } from '../../access/shapes.ts'
import { Failure } from '../../layout/failure.tsx'
import { PlusOutlined } from '../../layout/icons.tsx'
import { Page } from '../../layout/page.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { type Handed, LinkDialog } from './link-dialog.tsx'
import { PersonRow } from './person-row.tsx'

/** Everybody with an account: invite, give roles, suspend, remove. */
export function PeoplePage() {
  const { t } = useTranslation()
  const { query } = useList<Person, HttpError>({
    resource: 'people',
    pagination: { mode: 'off' },
    errorNotification: false,
  })
  const { roles } = useRoles()
  const changed = usePeopleChanged()
  const [inviting, setInviting] = useState(false)
  const [handed, setHanded] = useState<Handed | null>(null)
  const people = query.data?.data
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
      {query.error && (
        <Failure title={t('people.failed')} error={query.error} onRetry={query.refetch} />
      )}
      {query.isLoading && <Skeleton active paragraph={{ rows: 6 }} />}
      {people && (
        <div className="cf-card">
          <table className="cf-records" aria-label={t('people.title')}>
            <thead>
              <tr>
                <th scope="col">{t('people.name')}</th>
                <th scope="col">{t('people.role')}</th>
                <th scope="col">{t('people.state')}</th>
                <th scope="col">{t('people.lastSignIn')}</th>
                <th scope="col">
                  <span className="cf-hidden-text">{t('people.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
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
            </tbody>
          </table>
        </div>
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

function usePeopleChanged(): () => Promise<void> {
  const invalidate = useInvalidate()
  return useCallback(async () => {
    await invalidate({ resource: 'people', invalidates: ['resourceAll'] })
  }, [invalidate])
}
