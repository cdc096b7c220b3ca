import { Skeleton } from 'antd'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '@cardfile/openapi'
import { useMay } from '../../access/may.tsx'
import { Instant } from '../../field-form/instant.tsx'
import { formatNumber } from '../../locales/format.ts'
import type { Contact } from '../../api/types.ts'
import { ContactHistory } from './history/contact-history.tsx'
import { PersonalData } from './personal-data.tsx'
import { SuspectsCard } from './suspects-card.tsx'
import { lazyPart } from '../../layout/lazy-part.tsx'

const ContactNotes = lazyPart(() =>
  import('./notes/contact-notes.tsx').then((module) => module.ContactNotes),
)

interface ContactFactsProps {
  fields: readonly Field[]
  contact: Contact
  /** Told whether a note is being written that is not saved yet. */
  onUnsavedNote(unsaved: boolean): void
}

/** Beside the form: when the contact came and changed, what was written about it, and its history. */
export function ContactFacts({ fields, contact, onUnsavedNote }: ContactFactsProps) {
  const { t } = useTranslation()
  const may = useMay()
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
      {may('view_notes') && (
        <Suspense fallback={<Skeleton active title={false} paragraph={{ rows: 3 }} />}>
          <ContactNotes key={contact.id} contact={contact} onUnsaved={onUnsavedNote} />
        </Suspense>
      )}
      <ContactHistory fields={fields} contact={contact} />
      <PersonalData contact={contact} />
    </aside>
  )
}
