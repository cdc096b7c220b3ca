import { Button, Skeleton } from 'antd'
import { type ReactNode, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate, useParams } from 'react-router'
import { nameKey } from '@cardfile/openapi'
import { EmptyState } from '../../layout/empty-state.tsx'
import { Failure } from '../../layout/failure.tsx'
import { UserOutlined } from '../../layout/icons.tsx'
import { Page } from '../../layout/page.tsx'
import { useDrawable } from '../../layout/use-drawable.ts'
import { useTurns } from '../../layout/use-turns.ts'
import { useFields } from '../../providers/fields.ts'
import { type ContactResult, contactStateOf } from '../../providers/contact-result.ts'
import { useListMemory } from '../../providers/list-memory.tsx'
import { useContact } from '../../providers/records.ts'
import { ChannelList } from './channel-list.tsx'
import { channelsOf } from './channels.ts'
import { ContactEditor } from './contact-editor.tsx'
import { initialsOf } from './initials.ts'
import { PrintedContact } from './printed-contact.tsx'
import { ResultButtons } from './result-buttons.tsx'
import { TrashedContact } from './trashed-contact.tsx'
import { useFollowMerge } from './use-follow-merge.ts'
import { useNeighbours } from './use-neighbours.ts'
import { lazyPart } from '../../layout/lazy-part.tsx'
import './contact-page.css'

const MergedFrom = lazyPart(() =>
  import('../merging/merged-from.tsx').then((module) => module.MergedFrom),
)

const ContactFacts = lazyPart(() =>
  import('./contact-facts.tsx').then((module) => module.ContactFacts),
)

/** One contact: its values to edit, what is known about it, what happened to it. */
export function ContactPage() {
  const { t } = useTranslation()
  const { id = '' } = useParams()
  const navigate = useNavigate()
  const definitions = useFields()
  const { query } = useContact(id)
  const answered = useFollowMerge(id, query)
  // Name and form come together: whoever reads the one goes on with the other.
  const isDrawable = useDrawable(answered !== undefined && definitions.fields.length > 0)
  const contact = isDrawable ? answered : undefined
  const state = contactStateOf(useLocation().state)
  const neighbours = useNeighbours(id, state?.result ?? null)
  const memory = useListMemory()
  const back = {
    to: '/contacts',
    label: t('contacts.title'),
    cameFrom: state?.result.fromList ?? false,
  }
  useEffect(() => memory.noteContact(id), [memory, id])
  const [noteUnsaved, setNoteUnsaved] = useState(false)
  const error = definitions.error ?? query.error

  const isTrashed = query.error?.statusCode === 410
  if (isTrashed) return <TrashedContact id={id} back={back} />
  if (query.error?.statusCode === 404)
    return (
      <Page title={t('contacts.gone')} back={back}>
        <EmptyState
          text={t('contacts.goneText')}
          actions={<Button onClick={() => navigate('/contacts/trash')}>{t('trash.open')}</Button>}
        />
      </Page>
    )
  const name = String(contact?.values[nameKey] ?? '')
  return (
    <Page
      title={name || t('contacts.one')}
      lead={
        <span className="cf-avatar" aria-hidden="true">
          {initialsOf(name) || <UserOutlined />}
        </span>
      }
      intro={contact && <ChannelList channels={channelsOf(contact, definitions.fields)} />}
      width="reading"
      back={back}
      actions={neighbours?.total !== 1 && neighbours && <ResultButtons neighbours={neighbours} />}
    >
      {error && (
        <Failure
          title={t('contacts.failedOne')}
          error={error}
          asOf={contact ? query.dataUpdatedAt : 0}
          onRetry={() => (definitions.error ? definitions.retry() : query.refetch())}
        />
      )}
      {!error && !contact && <Skeleton active paragraph={{ rows: 12 }} />}
      {contact && (
        <>
          <Suspense>
            <MergedFrom key={contact.id} fields={definitions.fields} contact={contact} />
          </Suspense>
          <div className="cf-contact">
            <ContactEditor
              key={contact.id}
              fields={definitions.fields}
              contact={contact}
              focusId={state?.focusId}
              nextId={state?.result && besideIn(state.result, contact.id)}
              unsavedBeside={noteUnsaved}
            />
            <PrintedContact fields={definitions.fields} contact={contact} />
            <AfterForm key={`after ${contact.id}`}>
              <ContactFacts
                fields={definitions.fields}
                contact={contact}
                onUnsavedNote={setNoteUnsaved}
              />
            </AfterForm>
          </div>
        </>
      )}
    </Page>
  )
}

/** What stands beside the form, drawn once its first fields and the next ones are. */
function AfterForm({ children }: { children: ReactNode }) {
  return useTurns(3) === 3 && <Suspense>{children}</Suspense>
}

/** The contact after one on its page of a list; before it where it is the last. */
function besideIn({ ids }: ContactResult, id: string): string | undefined {
  const at = ids.indexOf(id)
  return at < 0 ? undefined : (ids[at + 1] ?? ids[at - 1])
}
