import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { nameKey } from '@cardfile/openapi'
import type { Contact } from '../../api/types.ts'
import { instantText } from '../../field-form/cell-text.ts'

interface PartHeadProps {
  contact: Contact
  survives: boolean
  onKeep(): void
}

/** The head of a contact's column: who it is, and whether it is the one that stays. */
export function PartHead({ contact, survives, onKeep }: PartHeadProps) {
  const { t } = useTranslation()
  const name = String(contact.values[nameKey] ?? '') || t('contacts.one')
  return (
    <div className="cf-merge-head">
      <Link to={`/contacts/${contact.id}`} target="_blank" rel="noopener">
        <bdi>{name}</bdi>
        <span className="cf-hidden-text"> {t('form.newTab')}</span>
      </Link>
      <span className="cf-quiet">
        {t('merging.updated', { at: instantText(contact.updatedAt) })}
      </span>
      {survives ? (
        <span className="cf-badge cf-badge-good">{t('merging.survives')}</span>
      ) : (
        <Button size="small" aria-label={t('merging.keepNamed', { name })} onClick={onKeep}>
          {t('merging.keep')}
        </Button>
      )}
    </div>
  )
}
