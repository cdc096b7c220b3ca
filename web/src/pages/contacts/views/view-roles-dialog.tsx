import { Alert, Skeleton } from 'antd'
import { type RefObject, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRoles } from '../../../access/roles.ts'
import { CheckboxList } from '../../../layout/checkbox-list.tsx'
import { FormDialog } from '../../../layout/form-dialog.tsx'
import { roleName } from '../../../locales/contract-words.ts'
import type { SavedView } from './view-api.ts'

interface ViewRolesDialogProps {
  saved: SavedView
  returnTo: RefObject<HTMLElement | null>
  /** @param roles their ids */
  onSave(roles: string[]): Promise<void>
  onClose(): void
}

/** Which roles' people begin with a view, as long as they have chosen none for themselves. */
export function ViewRolesDialog({ saved, returnTo, onSave, onClose }: ViewRolesDialogProps) {
  const { t } = useTranslation()
  const { roles, isLoading, error } = useRoles()
  const [chosen, setChosen] = useState(saved.roles)
  return (
    <FormDialog
      title={t('views.rolesTitle', { name: saved.name })}
      okText={t('actions.save')}
      disabled={isLoading || error !== null}
      returnTo={returnTo}
      onSubmit={() => onSave(chosen)}
      onClose={onClose}
    >
      {() => (
        <>
          <p className="cf-field-hint">{t('views.rolesHint')}</p>
          {isLoading && <Skeleton active title={false} paragraph={{ rows: 3 }} />}
          {error && <Alert type="error" showIcon message={error.message} />}
          <CheckboxList
            aria={{ 'aria-label': t('views.roles') }}
            value={chosen}
            options={roles.map((role) => ({ value: role.id, label: roleName(role) }))}
            onChange={setChosen}
          />
        </>
      )}
    </FormDialog>
  )
}
