import { Button, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { ownerRoleId } from '@cardfile/openapi'
import { roleName } from '../../locales/contract-words.ts'
import { RoleSummary } from '../../access/role-choice.tsx'
import { useRoles } from '../../access/roles.ts'
import { Failure } from '../../layout/failure.tsx'
import { PlusOutlined } from '../../layout/icons.tsx'
import { Page } from '../../layout/page.tsx'
import { RecordTable } from '../../layout/record-table.tsx'
import { formatNumber } from '../../locales/format.ts'
import { useEvery } from '../../providers/use-every.ts'

/** Every role and what it lets one do. */
export function RolesPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { roles, isLoading, error, dataUpdatedAt, retry } = useRoles()
  const { data: people } = useEvery('people')
  const holdersOf = (id: string) => (people ?? []).filter(({ role }) => role.id === id).length
  const notes: Record<string, string> = {
    [ownerRoleId]: t('roles.ownerNote'),
    admin: t('roles.adminNote'),
  }
  return (
    <Page
      title={t('roles.title')}
      intro={t('roles.intro')}
      width="reading"
      actions={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => navigate('/roles/new')}>
          {t('roles.new')}
        </Button>
      }
    >
      {error && (
        <Failure title={t('roles.failed')} error={error} asOf={dataUpdatedAt} onRetry={retry} />
      )}
      {isLoading && <Skeleton active paragraph={{ rows: 6 }} />}
      {roles.length > 0 && (
        <RecordTable
          label={t('roles.title')}
          headings={[t('roles.name'), t('roles.allows'), t('roles.holders')]}
        >
          {roles.map((role) => (
            <tr key={role.id}>
              <th scope="row">
                <Link to={`/roles/${encodeURIComponent(role.id)}`}>{roleName(role)}</Link>{' '}
                {role.builtIn && <span className="cf-badge">{t('roles.builtIn')}</span>}
              </th>
              <td>
                <RoleSummary role={role} />
                {notes[role.id] && <span className="cf-records-sub">{notes[role.id]}</span>}
              </td>
              <td data-label={t('roles.holders')} className="cf-number">
                {people && <Holders count={holdersOf(role.id)} />}
              </td>
            </tr>
          ))}
        </RecordTable>
      )}
    </Page>
  )
}

function Holders({ count }: { count: number }) {
  const { t } = useTranslation()
  return t('roles.people', { count, formatted: formatNumber(count) })
}
