import { Alert, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { ownerRoleId } from '@cardfile/openapi'
import { formatList } from '../../locales/format.ts'
import { permissionLabel, roleName } from '../../locales/contract-words.ts'
import { useMe } from '../../access/may.tsx'
import { notGivable, useRoles } from '../../access/roles.ts'
import { Failure } from '../../layout/failure.tsx'
import { NotFound } from '../../layout/not-found.tsx'
import { Page } from '../../layout/page.tsx'
import { FieldsOfRole } from './fields-of-role.tsx'
import { RoleForm } from './role-form.tsx'
import './roles.css'

/** A role of one's own, built from permissions. */
export function NewRolePage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <Page title={t('roles.new')} width="reading" back={{ to: '/roles', label: t('roles.title') }}>
      <RoleForm stored={null} locked={null} onDone={() => navigate('/roles')} />
    </Page>
  )
}

/** One role: its name, its permissions, which fields it sees. */
export function RolePage() {
  const { t } = useTranslation()
  const { id } = useParams()
  const navigate = useNavigate()
  const me = useMe()
  const { roles, isLoading, error, dataUpdatedAt, retry } = useRoles()
  const role = roles.find((one) => one.id === id)
  if (!role && !isLoading && !error) return <NotFound />
  const missing = role ? notGivable(role, me) : null
  const locked =
    role?.id === ownerRoleId
      ? t('roles.ownerLocked')
      : missing === null || missing === 'owner'
        ? null
        : t('roles.lacking', {
            permissions: formatList(missing.map((one) => permissionLabel(one))),
          })
  return (
    <Page
      title={(role && roleName(role)) ?? t('roles.one')}
      width="reading"
      back={{ to: '/roles', label: t('roles.title') }}
    >
      {error && (
        <Failure title={t('roles.failed')} error={error} asOf={dataUpdatedAt} onRetry={retry} />
      )}
      {isLoading && <Skeleton active paragraph={{ rows: 8 }} />}
      {role && (
        <div className="cf-stack">
          {locked && <Alert type="info" showIcon message={locked} />}
          <RoleForm key={role.id} stored={role} locked={locked} onDone={() => navigate('/roles')} />
          <FieldsOfRole role={role} />
        </div>
      )}
    </Page>
  )
}
