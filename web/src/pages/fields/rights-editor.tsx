import { Checkbox, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import {
  type EditableProperty,
  type Field,
  ownerRoleId,
  type Permission,
  type Reasons,
  type Role,
} from '@cardfile/openapi'
import { roleName } from '../../locales/contract-words.ts'
import { useMe } from '../../access/may.tsx'
import { useRoles } from '../../access/roles.ts'
import { Failure } from '../../layout/failure.tsx'
import { LockOutlined } from '../../layout/icons.tsx'
import type { DefinitionDraft } from './definition-draft.ts'
import './rights.css'

type Right = 'viewRoles' | 'editRoles'

interface RightsEditorProps {
  draft: DefinitionDraft
  field: Field | null
  errors: Reasons
  lock(property: EditableProperty): string | null
  onChange(part: Partial<DefinitionDraft>): void
}

/** Which roles see a field's values, and which of those may change them. */
export function RightsEditor({ draft, field, errors, lock, onChange }: RightsEditorProps) {
  const { t } = useTranslation()
  const { roles, error, retry } = useRoles()
  if (error) return <Failure title={t('roles.failed')} error={error} onRetry={retry} />
  if (roles.length === 0) return null
  const set = (right: Right, chosen: string[] | null) => {
    // Whoever does not see a field cannot edit it either.
    const hides = right === 'viewRoles' && chosen !== null && draft.editRoles !== null
    onChange({
      [right]: chosen,
      ...(hides ? { editRoles: draft.editRoles?.filter((id) => chosen.includes(id)) ?? null } : {}),
    })
  }
  const props = { draft, roles, errors, lock, set }
  return (
    <section className="cf-rights" aria-labelledby="rights-title">
      <h2 className="cf-section-title" id="rights-title">
        {t('rights.title')}
      </h2>
      <p className="cf-field-hint">
        {t('rights.hint')} {field?.kind === 'I' && t('rights.identity')}
      </p>
      <div className="cf-rights-groups">
        <RightGroup
          right="viewRoles"
          takes={field?.kind === 'I' ? 'view_identities' : 'view_contacts'}
          {...props}
        />
        <RightGroup right="editRoles" takes="edit_contacts" {...props} />
      </div>
    </section>
  )
}

interface RightGroupProps extends Pick<RightsEditorProps, 'draft' | 'errors' | 'lock'> {
  right: Right
  /** A role without it has no use of the right. */
  takes: Permission
  roles: readonly Role[]
  set(right: Right, chosen: string[] | null): void
}

function RightGroup({ right, takes, draft, roles, errors, lock, set }: RightGroupProps) {
  const { t } = useTranslation()
  const me = useMe()
  const chosen = draft[right]
  const locked = lock(right)
  const id = `property-${right}`
  const whyNot = (role: Role): string | null => {
    if (role.id === ownerRoleId) return t('rights.owner')
    if (role.id === me.role?.id && !me.isOwner) return t('rights.own')
    if (!role.permissions.includes(takes)) return t('rights.useless')
    const unseen = right === 'editRoles' && draft.viewRoles && !draft.viewRoles.includes(role.id)
    return unseen ? t('rights.unseen') : null
  }
  const always = (role: Role) => role.id === ownerRoleId || (role.id === me.role?.id && !me.isOwner)
  // Those that could do nothing with the right are not granted it by the way.
  const start = roles.filter((role) => always(role) || whyNot(role) === null).map((role) => role.id)
  return (
    <fieldset
      className="cf-right"
      data-property={id}
      aria-describedby={locked ? `${id}-lock` : undefined}
    >
      <legend>{t(`rights.${right}`)}</legend>
      {locked && (
        <p className="cf-field-hint" id={`${id}-lock`}>
          <LockOutlined /> {locked}
        </p>
      )}
      <Radio.Group
        name={right}
        value={chosen === null ? 'all' : 'some'}
        disabled={locked !== null}
        onChange={({ target }) => set(right, target.value === 'all' ? null : start)}
      >
        <Radio value="all" id={id}>
          {t(`rights.all.${right}`)}
        </Radio>
        <Radio value="some">{t('rights.some')}</Radio>
      </Radio.Group>
      {chosen !== null && (
        <ul className="cf-right-roles">
          {roles.map((role) => {
            const reason = whyNot(role)
            return (
              <li key={role.id}>
                <Checkbox
                  checked={always(role) || chosen.includes(role.id)}
                  disabled={
                    locked !== null ||
                    always(role) ||
                    (reason !== null && !chosen.includes(role.id))
                  }
                  onChange={({ target }) =>
                    set(
                      right,
                      target.checked
                        ? [...chosen, role.id]
                        : chosen.filter((one) => one !== role.id),
                    )
                  }
                >
                  {roleName(role)}
                  {reason && <span className="cf-field-hint"> {reason}</span>}
                </Checkbox>
              </li>
            )
          })}
        </ul>
      )}
      {errors[right] && (
        <p className="cf-field-error">
          {t('form.reason', { label: t(`rights.${right}`), reason: errors[right].join('; ') })}
        </p>
      )}
    </fieldset>
  )
}
