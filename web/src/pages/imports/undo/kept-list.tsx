import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Failure } from '../../../layout/failure.tsx'
import { keptContacts } from './undo-api.ts'

/** Contacts that undoing left as they are, and why. */
export function KeptList({ id }: { id: string }) {
  const { t } = useTranslation()
  const query = useInfiniteQuery({
    queryKey: ['import-kept', id],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => keptContacts(id, pageParam, signal),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  })
  if (query.isLoading) return <Skeleton active />
  if (query.error)
    return (
      <Failure title={t('imports.undo.keptFailed')} error={query.error} onRetry={query.refetch} />
    )
  const contacts = query.data?.pages.flatMap(({ data }) => data) ?? []
  return (
    <div>
      <h3 className="cf-section-title">{t('imports.undo.kept')}</h3>
      <ul className="cf-kept">
        {contacts.map(({ id, name, reason }) => (
          <li key={id}>
            <Link to={`/contacts/${id}`}>{name}</Link> <span className="cf-quiet">{reason}</span>
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {t('imports.moreFailures')}
        </Button>
      )}
    </div>
  )
}
