import { useTranslation } from 'react-i18next'
import type { Field } from '@cardfile/openapi'
import { Instant } from '../../field-form/instant.tsx'
import { formatNumber } from '../../locales/format.ts'
import type { Contact } from '../../api/types.ts'
import { ContactHistory } from './history/contact-history.tsx'
import { PersonalData } from './personal-data.tsx'
import { SuspectsCard } from './suspects-card.tsx'

/** Beside the form: when the contact came and changed, and its history. */
export function ContactFacts({ fields, contact }: { fields: readonly Field[]; contact: Contact }) {
  const { t } = useTranslation()
  return (
    <aside className="cf-facts" aria-label={t('history.about')}>
      <dl className="cf-card cf-facts-card">
        <dt>{t('history.created')}</dt>
        <dd>
          <Instant at={contact.createdAt} />
        </dd>
        <dt>{t('history.updated')}</dt>
        <dd>
          <Instant at={contact.updatedAt} />
        </dd>
        <dt>{t('history.version')}</dt>
        <dd className="cf-number">{formatNumber(contact.version)}</dd>
        <dt>{t('history.id')}</dt>
        <dd className="cf-id">{contact.id}</dd>
      </dl>
      <SuspectsCard contact={contact} />
      <ContactHistory fields={fields} contact={contact} />
      <PersonalData contact={contact} />
    </aside>
  )
}
