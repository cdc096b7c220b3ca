import { Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { permissionIds, type Role } from '@cardfile/openapi'
import { permissionLabel, roleName } from '../locales/contract-words.ts'
import { formatList } from '../locales/format.ts'
import { useMe } from './may.tsx'
import { notGivable } from './roles.ts'
import './role-choice.css'

interface RoleChoiceProps {
  label: string
  roles: readonly Role[]
  value: string | null
  onChange(roleId: string): void
}

/** One of the roles, each with what it lets one do; those one may not give say why. */
export function RoleChoice({ label, roles, value, onChange }: RoleChoiceProps) {
  const { t } = useTranslation()
  const me = useMe()
  const why = (role: Role): string | null => {
    const missing = notGivable(role, me)
    if (missing === null) return null
    if (missing === 'owner') return t('roles.ownerGives')
    return t('roles.lacking', {
      permissions: formatList(missing.map((one) => permissionLabel(one))),
    })
  }
  return (
    <fieldset className="cf-role-choice">
      <legend>{label}</legend>
      <Radio.Group
        name="role"
        value={value}
        onChange={({ target }) => onChange(String(target.value))}
      >
        {roles.map((role) => {
          const locked = why(role)
          return (
            <Radio key={role.id} value={role.id} disabled={locked !== null && value !== role.id}>
              <strong>{roleName(role)}</strong>
              <span className="cf-field-hint">{locked ?? <RoleSummary role={role} />}</span>
            </Radio>
          )
        })}
      </Radio.Group>
    </fieldset>
  )
}

/** What a role lets one do, in a line. */
export function RoleSummary({ role }: { role: Role }) {
  const { t } = useTranslation()
  const granted = permissionIds.filter((id) => role.permissions.includes(id))
  if (granted.length === permissionIds.length) return t('roles.everything')
  if (granted.length === 0) return t('roles.nothing')
  return formatList(granted.map((id) => permissionLabel(id)))
}
