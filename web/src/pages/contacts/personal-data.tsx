import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { nameKey } from '@cardfile/openapi'
import { useMissing } from '../../access/may.tsx'
import { ReasonedButton } from '../../access/reasoned-button.tsx'
import { useDownload } from '../../access/use-download.ts'
import { addressOf } from '../../api/client.ts'
import type { Contact } from '../../api/types.ts'
import { EraseDialog } from './erase-dialog.tsx'

/** What a person may ask for by law (GDPR, articles 15 and 17): a copy of all, and its end. */
export function PersonalData({ contact }: { contact: Contact }) {
  const { t } = useTranslation()
  const missing = useMissing()
  const download = useDownload()
  const [erasing, setErasing] = useState(false)
  const reasons = [missing('export_contacts'), missing('erase_contacts')] as const
  // To whoever may do neither, the card would only be in the way.
  if (reasons.every((reason) => reason !== null)) return null
  return (
    <section className="cf-card cf-facts-card cf-personal" aria-labelledby="personal-title">
      <h2 className="cf-section-title" id="personal-title">
        {t('personal.title')}
      </h2>
      <p className="cf-field-hint">{t('personal.hint')}</p>
      <ReasonedButton
        reason={reasons[0]}
        block
        onClick={() =>
          download(addressOf('/api/v1/contacts/{id}/record', { path: { id: contact.id } }))
        }
      >
        {t('personal.download')}
      </ReasonedButton>
      <ReasonedButton reason={reasons[1]} block danger onClick={() => setErasing(true)}>
        {t('personal.erase')}
      </ReasonedButton>
      {erasing && (
        <EraseDialog
          contact={contact}
          name={String(contact.values[nameKey] ?? '')}
          onClose={() => setErasing(false)}
        />
      )}
    </section>
  )
}
