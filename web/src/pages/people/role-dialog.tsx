import { type RefObject, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Role } from '@cardfile/openapi'
import { RoleChoice } from '../../access/role-choice.tsx'
import type { Person } from '@cardfile/openapi'
import { FormDialog } from '../../layout/form-dialog.tsx'

interface RoleDialogProps {
  person: Person
  roles: readonly Role[]
  returnTo: RefObject<HTMLElement | null>
  onRole(roleId: string): Promise<void>
  onClose(): void
}

export function RoleDialog({ person, roles, returnTo, onRole, onClose }: RoleDialogProps) {
  const { t } = useTranslation()
  const [roleId, setRoleId] = useState(person.role.id)
  return (
    <FormDialog
      title={t('people.roleOf', { name: person.name })}
      okText={t('actions.save')}
      disabled={roleId === person.role.id}
      returnTo={returnTo}
      onSubmit={async () => {
        await onRole(roleId)
        onClose()
      }}
      onClose={onClose}
    >
      {() => (
        <>
          <RoleChoice label={t('people.role')} roles={roles} value={roleId} onChange={setRoleId} />
          <p className="cf-field-hint">{t('people.roleMeans', { name: person.name })}</p>
        </>
      )}
    </FormDialog>
  )
}
