import { Checkbox, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Permission, Role } from '@cardfile/openapi'
import { PermissionsEditor } from '../../access/permissions-editor.tsx'
import { RoleChoice } from '../../access/role-choice.tsx'
import { Property, propertyAria } from '../../layout/property.tsx'
import { TextProperty } from '../../layout/text-property.tsx'
import { FormDialog } from '../../layout/form-dialog.tsx'
import { answered, client } from '../../api/client.ts'
import type { Schemas } from '../../api/types.ts'

interface NewKeyDialogProps {
  roles: readonly Role[]
  onMade(made: Schemas['ApiKeyWithSecret']): Promise<void>
  onClose(): void
}

/** Days until a key stops working; 0: never. */
const lives = [30, 90, 365, 0] as const

const day = 86_400_000

/** A key with a role, or with less than its role, for as long as it is needed. */
export function NewKeyDialog({ roles, onMade, onClose }: NewKeyDialogProps) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [roleId, setRoleId] = useState('viewer')
  const [narrowed, setNarrowed] = useState<Permission[] | null>(null)
  const [life, setLife] = useState<number>(90)
  const granted = roles.find(({ id }) => id === roleId)?.permissions ?? []

  const make = async () => {
    const wanted = { name, roleId, permissions: narrowed }
    const expiresAt = life === 0 ? null : new Date(Date.now() + life * day).toISOString()
    await onMade(
      await answered(
        client.POST('/api/v1/api-keys', {
          body: { ...wanted, expiresAt },
        }),
      ),
    )
  }
  return (
    <FormDialog
      title={t('keys.new')}
      okText={t('keys.make')}
      width={640}
      onSubmit={make}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <TextProperty
            id="key-name"
            label={t('keys.name')}
            marked
            hint={t('keys.nameHint')}
            reasons={errors.name}

            value={name}
            onText={setName}
          />
          <RoleChoice
            label={t('people.role')}
            roles={roles}
            value={roleId}
            onChange={(id) => {
              setRoleId(id)
              setNarrowed(null)
            }}
          />
          <Checkbox
            checked={narrowed !== null}
            onChange={({ target }) => setNarrowed(target.checked ? [...granted] : null)}
          >
            {t('keys.narrow')}
          </Checkbox>
          {narrowed && (
            <PermissionsEditor
              legend={t('keys.narrowed')}
              value={narrowed}
              offered={granted}
              locked={() => null}
              onChange={setNarrowed}
            />
          )}
          <Property
            id="key-life"
            label={t('keys.expires')}
            hint={t('keys.expiresHint')}
            reasons={errors.expiresAt}
          >
            <Select
              {...propertyAria('key-life', errors.expiresAt, true)}
              aria-labelledby="key-life-label"
              value={life}
              options={lives.map((days) => ({
                value: days,
                label: days === 0 ? t('people.never') : t('keys.days', { count: days }),
              }))}
              onChange={setLife}
            />
          </Property>
        </>
      )}
    </FormDialog>
  )
}
