import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ApiError } from '../../api/api-error.ts'

/** Why a contact could not be restored; where an identity is taken now, by whom. */
export function RestoreRefusal({ refusal }: { refusal: ApiError | undefined }) {
  const { t } = useTranslation()
  if (!refusal) return null
  return (
    <p className="cf-field-error" role="alert">
      {refusal.conflicts.length === 0 && refusal.message}
      {refusal.conflicts.map(({ value, contact: other }) => (
        <span key={`${other.id} ${value}`}>
          {t('trash.conflict', { value })}{' '}
          <Link to={`/contacts/${other.id}`}>{other.name}</Link>{' '}
        </span>
      ))}
    </p>
  )
}
