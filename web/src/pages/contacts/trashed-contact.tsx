import { Button } from 'antd'
import { type ComponentProps, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useMay } from '../../access/may.tsx'
import { EmptyState } from '../../layout/empty-state.tsx'
import { Page } from '../../layout/page.tsx'
import { lazyPart } from '../../layout/lazy-part.tsx'

const ContactNotes = lazyPart(() =>
  import('./notes/contact-notes.tsx').then((module) => module.ContactNotes),
)

interface TrashedContactProps {
  id: string
  back: ComponentProps<typeof Page>['back']
}

/** Where a contact is that was deleted, and what people wrote about it. */
export function TrashedContact({ id, back }: TrashedContactProps) {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate()
  return (
    <Page title={t('contacts.inTrash')} width="reading" back={back}>
      <EmptyState
        text={t('contacts.inTrashText')}
        actions={<Button onClick={() => navigate('/contacts/trash')}>{t('trash.open')}</Button>}
      />
      {may('view_notes') && (
        <Suspense>
          <ContactNotes key={id} contact={{ id, version: 0 }} readOnly />
        </Suspense>
      )}
    </Page>
  )
}
