import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ownerRoleId, type Role } from '@cardfile/openapi'
import { fieldName } from '../../locales/contract-words.ts'
import { useMay } from '../../access/may.tsx'
import { KindMarker } from '../../field-form/kind-marker.tsx'
import { useFields } from '../../providers/fields.ts'

/** Which fields a role sees and edits; that is said at each field, and only read here. */
export function FieldsOfRole({ role }: { role: Role }) {
  const { t } = useTranslation()
  const may = useMay()
  const { fields } = useFields()
  const seesIdentities = role.permissions.includes('view_identities')
  const edits = role.permissions.includes('edit_contacts')
  const limited = fields.flatMap((field) => {
    const hidden = (field.kind === 'I' && !seesIdentities) || !isAmong(field.viewRoles, role)
    if (hidden) return [{ field, words: t('roles.hidden') }]
    // An owner reads everything, whatever is said.
    if (role.id !== ownerRoleId && field.maskRoles?.includes(role.id))
      return [{ field, words: t('roles.masked') }]
    return edits && !isAmong(field.editRoles, role) ? [{ field, words: t('roles.readOnly') }] : []
  })
  return (
    <section className="cf-card cf-form-card" aria-labelledby="fields-of-role">
      <h2 className="cf-section-title" id="fields-of-role">
        {t('roles.fields')}
      </h2>
      <p className="cf-quiet cf-role-fields-hint">
        {limited.length === 0 && <>{t('roles.allFields')} </>}
        {may('manage_fields') ? t('roles.fieldsWhere') : t('roles.fieldsWho')}
        {limited.length > 0 && <> {t('roles.someFields')}</>}
      </p>
      {limited.length > 0 && (
        <ul className="cf-role-fields">
          {limited.map(({ field, words }) => (
            <li key={field.id}>
              <KindMarker kind={field.kind} />
              {may('manage_fields') ? (
                <Link to={`/fields/${field.id}`}>{fieldName(field)}</Link>
              ) : (
                <span>{fieldName(field)}</span>
              )}
              <span className="cf-badge cf-badge-warn">{words}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function isAmong(roles: readonly string[] | null | undefined, role: Role): boolean {
  return role.id === ownerRoleId || roles == null || roles.includes(role.id)
}
