import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Role } from '@cardfile/openapi'
import { RoleChoice } from '../../access/role-choice.tsx'
import type { PasswordLink, Person } from '../../access/shapes.ts'
import { Property, propertyAria } from '../../field-form/property.tsx'
import { FormDialog } from '../../layout/form-dialog.tsx'
import { request } from '../../providers/api.ts'
import { useIdempotencyKey } from '../../providers/idempotency-key.ts'
import type { Handed } from './link-dialog.tsx'

interface InviteDialogProps {
  roles: readonly Role[]
  onInvited(handed: Handed): Promise<void>
  onClose(): void
}

/** A new person: name, e-mail and role; the link that comes back is handed over by whoever invites. */
export function InviteDialog({ roles, onInvited, onClose }: InviteDialogProps) {
  const { t } = useTranslation()
  const keyFor = useIdempotencyKey()
  const [body, setBody] = useState({ name: '', email: '', roleId: 'viewer' })
  const set = (part: Partial<typeof body>) => setBody({ ...body, ...part })
  const invite = async () => {
    const { person, ...link } = await request<{ person: Person } & PasswordLink>('/people', {
      method: 'POST',
      body,
      idempotencyKey: keyFor(body),
    })
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
          <Property id="person-name" label={t('people.name')} required reasons={errors.name}>
            <Input
              {...propertyAria('person-name', errors.name, null)}
              autoComplete="off"
              aria-required
              value={body.name}
              onChange={(event) => set({ name: event.target.value })}
            />
          </Property>
          <Property id="person-email" label={t('people.email')} required reasons={errors.email}>
            <Input
              {...propertyAria('person-email', errors.email, null)}
              type="email"
              autoComplete="off"
              aria-required
              value={body.email}
              onChange={(event) => set({ email: event.target.value })}
            />
          </Property>
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
