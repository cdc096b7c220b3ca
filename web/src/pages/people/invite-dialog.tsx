import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Role } from '@cardfile/openapi'
import { RoleChoice } from '../../access/role-choice.tsx'
import { TextProperty } from '../../layout/text-property.tsx'
import { FormDialog } from '../../layout/form-dialog.tsx'
import { answered, client } from '../../api/client.ts'
import type { Handed } from './link-dialog.tsx'

interface InviteDialogProps {
  roles: readonly Role[]
  onInvited(handed: Handed): Promise<void>
  onClose(): void
}

/** A new person: name, e-mail and role; the link that comes back is handed over by whoever invites. */
export function InviteDialog({ roles, onInvited, onClose }: InviteDialogProps) {
  const { t } = useTranslation()
  const [body, setBody] = useState({ name: '', email: '', roleId: 'viewer' })
  const set = (part: Partial<typeof body>) => setBody({ ...body, ...part })
  const invite = async () => {
    const { person, ...link } = await answered(client.POST('/api/v1/people', { body }))
    await onInvited({ ...link, person, kind: 'invite' })
  }
  return (
    <FormDialog
      title={t('people.invite')}
      okText={t('people.makeLink')}
      width={560}
      onSubmit={invite}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <TextProperty
            id="person-name"
            label={t('people.name')}
            marked
            reasons={errors.name}

            value={body.name}
            onText={(text) => set({ name: text })}
          />
          <TextProperty
            id="person-email"
            label={t('people.email')}
            marked
            reasons={errors.email}
            type="email"

            value={body.email}
            onText={(text) => set({ email: text })}
          />
          <RoleChoice
            label={t('people.role')}
            roles={roles}
            value={body.roleId}
            onChange={(roleId) => set({ roleId })}
          />
        </>
      )}
    </FormDialog>
  )
}
