import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { type BulkChange, bulkRows, type RowOutcome } from '../../../api/bulk-changes.ts'
import { Failure } from '../../../layout/failure.tsx'
import { reasonWords } from '../../../locales/reason-words.ts'

interface BulkRowsProps {
  change: Pick<BulkChange, 'id' | 'state'>
  outcome: RowOutcome
  title: string
}

/** How many contacts are named at once. */
const pageSize = 20

/** The contacts of a change that came to an outcome, with the reasons, a page at a time. */
export function BulkRows({ change: { id, state }, outcome, title }: BulkRowsProps) {
  const { t } = useTranslation()
  const { data, error, refetch, ...pages } = useInfiniteQuery({
    queryKey: ['bulk-rows', id, state, outcome],
    queryFn: ({ pageParam }) => bulkRows(id, outcome, pageSize, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
  const rows = data?.pages.flatMap((page) => page.data) ?? []
  if (error) return <Failure title={title} error={error} onRetry={refetch} />
  if (rows.length === 0) return null
  return (
    <section aria-label={title}>
      <h2 className="cf-section-title">{title}</h2>
      <ul className="cf-bulk-list">
        {rows.map((row) => (
          <li key={row.id}>
            <Link to={`/contacts/${row.id}`} dir="auto">
              {row.name}
            </Link>
            <span className="cf-quiet">
              {row.reasons.map((reason) => reasonWords(reason)).join('; ')}
            </span>
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('bulk.more')}
        </Button>
      )}
    </section>
  )
}
