import { Button, Skeleton } from 'antd'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Field, rulesOf } from '@cardfile/openapi'
import { fieldName } from '../../locales/contract-words.ts'
import { instantText } from '../../field-form/cell-text.ts'
import { CellView } from '../../field-form/cell-view.tsx'
import { WholeValue } from '../../field-form/whole-value.tsx'
import { answered, client } from '../../api/client.ts'
import type { Contact, Schemas } from '../../api/types.ts'
import { PersonalData } from './personal-data.tsx'

type Change = Schemas['ContactChangeList']['data'][number]

/** Beside the form: when the contact came and changed, and its history. */
export function ContactFacts({ fields, contact }: { fields: readonly Field[]; contact: Contact }) {
  const { t } = useTranslation()
  const { data, isLoading, error, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useInfiniteQuery({
      // A new version is a new history.
      queryKey: ['contact-changes', contact.id, contact.version],
      queryFn: ({ signal, pageParam }) =>
        answered(
          client.GET('/api/v1/contacts/{id}/changes', {
            params: {
              path: { id: contact.id },
              query: pageParam === null ? {} : { cursor: pageParam },
            },
            signal,
          }),
        ),
      initialPageParam: null as number | null,
      getNextPageParam: ({ nextCursor }) => (nextCursor === null ? null : Number(nextCursor)),
    })
  return (
    <aside className="cf-facts" aria-label={t('history.about')}>
      <dl className="cf-card cf-facts-card">
        <dt>{t('history.created')}</dt>
        <dd>{instantText(contact.createdAt)}</dd>
        <dt>{t('history.updated')}</dt>
        <dd>{instantText(contact.updatedAt)}</dd>
        <dt>{t('history.version')}</dt>
        <dd className="cf-number">{contact.version}</dd>
        <dt>{t('history.id')}</dt>
        <dd className="cf-id">{contact.id}</dd>
      </dl>
      <section className="cf-card cf-facts-card">
        <h2 className="cf-section-title">{t('history.title')}</h2>
        {isLoading && <Skeleton active title={false} paragraph={{ rows: 3 }} />}
        {error && <p className="cf-field-error">{error.message}</p>}
        <ol className="cf-history">
          {data?.pages
            .flatMap((page) => page.data)
            .map((change) => (
              <li key={change.version}>
                <ChangeEntry fields={fields} change={change} />
              </li>
            ))}
        </ol>
        {hasNextPage && (
          <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('history.older')}
          </Button>
        )}
      </section>
      <PersonalData contact={contact} />
    </aside>
  )
}

function ChangeEntry({ fields, change }: { fields: readonly Field[]; change: Change }) {
  const { t } = useTranslation()
  const touched = fields.filter(({ key }) => Object.hasOwn(change.changed, key))
  const isFirst = change.kind === 'create'
  return (
    <>
      <p className="cf-history-head">
        <strong>{t(`history.kinds.${change.kind}` as 'history.kinds.create')}</strong>
        {change.actor?.name && <span>{change.actor.name}</span>}
        <span className="cf-quiet">
          {t(`history.via.${change.via}`, { file: change.fileName ?? t('history.unknownFile') })}
        </span>
      </p>
      <time className="cf-quiet" dateTime={change.at}>
        {instantText(change.at)}
      </time>
      {!isFirst && touched.length > 0 && (
        <dl className="cf-history-values">
          {touched.map((field) => {
            const { before, after } = change.changed[field.key] ?? {}
            return (
              <div key={field.key}>
                <dt>{fieldName(field)}</dt>
                <dd>
                  {rulesOf(field).many ? (
                    <WholeValue field={field} value={after ?? null} before={before ?? null} />
                  ) : (
                    <>
                      <del>
                        <CellView field={field} value={before ?? null} />
                      </del>
                      <ins>
                        <CellView field={field} value={after ?? null} />
                      </ins>
                    </>
                  )}
                </dd>
              </div>
            )
          })}
        </dl>
      )}
    </>
  )
}
