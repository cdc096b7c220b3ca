import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMatches, useNavigate } from 'react-router'
import type { Permission } from '@cardfile/openapi'
import { permissionLabel, roleName } from '../locales/contract-words.ts'
import { EmptyState } from '../layout/empty-state.tsx'
import { Page } from '../layout/page.tsx'
import { useMay, useMe } from './may.tsx'

/** What a route says about who may see it. */
export interface PageRights {
  permission?: Permission
}

/** In place of a page whose route asks for a permission the person lacks. */
export function RequirePermission({ children }: { children: ReactNode }) {
  const may = useMay()
  const missing = useMatches()
    .map(({ handle }) => (handle as PageRights | undefined)?.permission)
    .find((permission) => permission !== undefined && !may(permission))
  return missing ? <MayNotSee permission={missing} /> : children
}

function MayNotSee({ permission }: { permission: Permission }) {
  const { t } = useTranslation()
  const { role } = useMe()
  const navigate = useNavigate()
  return (
    <Page title={t('access.mayNotTitle')}>
      <EmptyState
        text={t('access.mayNot', {
          permission: permissionLabel(permission),
          role: role ? roleName(role) : '',
        })}
        actions={
          <Button type="primary" onClick={() => navigate('/')}>
            {t('access.home')}
          </Button>
        }
      />
    </Page>
  )
}
