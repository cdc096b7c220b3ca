import { Alert, Button } from 'antd'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { Person, PersonLink } from '@cardfile/openapi'
import { instantText } from '../../field-form/cell-text.ts'
import { CopyField } from '../../layout/copy-field.tsx'
import { Dialog } from '../../layout/dialog.tsx'

/** A link that is to be handed to somebody. */
export interface Handed extends PersonLink {
  person: Pick<Person, 'name' | 'email'>
  kind: 'invite' | 'reset'
  returnTo?: RefObject<HTMLElement | null>
}

/** There is no mail server: whoever made the link hands it over. It is shown this once. */
export function LinkDialog({ handed, onClose }: { handed: Handed; onClose(): void }) {
  const { t } = useTranslation()
  const { person, kind, link, expiresAt, returnTo } = handed
  return (
    <Dialog
      title={t(`people.link.${kind}`, { name: person.name })}
      returnTo={returnTo}
      maskClosable={false}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('people.link.close')}
        </Button>
      }
      onClose={onClose}
    >
      <p>{t('people.link.text', { email: person.email })}</p>
      <CopyField id="password-link" label={t('people.link.label')} value={link} />
      <Alert type="info" showIcon message={t('people.link.once', { at: instantText(expiresAt) })} />
    </Dialog>
  )
}
