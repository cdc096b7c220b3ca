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

type Right = 'viewRoles' | 'maskRoles' | 'editRoles'

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
    // Whoever does not see a field has no use of a mask, nor can they edit it.
    const kept = (roles: string[] | null) =>
      right === 'viewRoles' && chosen !== null
        ? (roles?.filter((id) => chosen.includes(id)) ?? null)
        : roles
    onChange({
      maskRoles: kept(draft.maskRoles),
      editRoles: kept(draft.editRoles),
      [right]: chosen,
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
        <RightGroup
          right="maskRoles"
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
  const masks = right === 'maskRoles'
  const isOwn = (role: Role) => role.id === me.role?.id && !me.isOwner
  const whyNot = (role: Role): string | null => {
    if (role.id === ownerRoleId) return t(masks ? 'rights.reads' : 'rights.owner')
    if (isOwn(role)) return t('rights.own')
    if (!role.permissions.includes(takes)) return t('rights.useless')
    const unseen = right !== 'viewRoles' && draft.viewRoles && !draft.viewRoles.includes(role.id)
    return unseen ? t('rights.unseen') : null
  }
  const isFixed = (role: Role) => role.id === ownerRoleId || isOwn(role)
  // Those that could do nothing with the right are not granted it by the way.
  const start = masks
    ? []
    : roles.filter((role) => isFixed(role) || whyNot(role) === null).map((role) => role.id)
  return (
    <fieldset
      className="cf-right"
      data-property={id}
      aria-describedby={locked ? `${id}-lock` : undefined}
    >
      <legend>{t(`rights.${right}`)}</legend>
      {masks && <p className="cf-field-hint">{t('rights.maskHint')}</p>}
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
                  checked={isFixed(role) ? !masks : chosen.includes(role.id)}
                  disabled={
                    locked !== null ||
                    isFixed(role) ||
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
