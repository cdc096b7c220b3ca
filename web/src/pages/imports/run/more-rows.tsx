import { type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

interface PageOfRows<Row> {
  data: Row[]
  nextCursor: string | null
}

/** Rows that an import tells about, a page at a time; the first page is asked for by ''. */
export function useRowPages<Row>(
  queryKey: readonly unknown[],
  read: (cursor: string, signal: AbortSignal) => Promise<PageOfRows<Row>>,
) {
  const query = useInfiniteQuery({
    queryKey,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  })
  return { query, rows: query.data?.pages.flatMap(({ data }) => data) ?? [] }
}

type Pages = Pick<UseInfiniteQueryResult, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>

/** Asks for the next page, as long as there is one. */
export function MoreRows({ pages }: { pages: Pages }) {
  const { t } = useTranslation()
  if (!pages.hasNextPage) return null
  return (
    <div className="cf-failures-more">
      <Button loading={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
        {t('imports.moreFailures')}
      </Button>
    </div>
  )
}
