import { Alert, Button, Skeleton } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { EmptyState } from '../../layout/empty-state.tsx'
import { Failure } from '../../layout/failure.tsx'
import { Page } from '../../layout/page.tsx'
import { formatNumber } from '../../locales/format.ts'
import {
  type DuplicatePair,
  type QueueFilter,
  useDuplicateQueue,
} from '../../providers/duplicates.ts'
import { useFields } from '../../providers/fields.ts'
import { comparePath, fromQueue } from '../../providers/compare-path.ts'
import { PairCard, pairKey } from './pair-card.tsx'
import { QueueFilterBar, signals } from './queue-filter.tsx'
import { focusPair, usePairKeys } from './use-pair-keys.ts'
import { useSetAside } from './use-set-aside.tsx'
import './duplicates.css'

/** Contacts that may be one, a pair at a time: merged, told apart, or left for later. */
export function DuplicatesPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { fields } = useFields()
  const [filter, setFilter] = useQueueFilter()
  const { data, isLoading, error, dataUpdatedAt, hasNextPage, isFetchingNextPage, ...query } =
    useDuplicateQueue(filter)
  const { isAside, later, notDuplicates, laterCount, showLater } = useSetAside()
  const list = useRef<HTMLDivElement>(null)
  const first = data?.pages[0]
  const pending = data?.pages.at(-1)?.pending ?? 0
  const pairs = (data?.pages ?? []).flatMap((page) => page.data).filter((one) => !isAside(one))
  const asked = useRef<string | null>(null)

  /** What is said of a pair takes it away: the next one gets the focus. */
  const leave = (pair: DuplicatePair, say: (pair: DuplicatePair) => void) => {
    const at = pairs.indexOf(pair)
    const next = pairs[at + 1] ?? pairs[at - 1]
    asked.current = next ? pairKey(next) : null
    say(pair)
  }
  useEffect(() => {
    if (asked.current === null) return
    const element = list.current?.querySelector<HTMLElement>(
      `[data-pair="${CSS.escape(asked.current)}"]`,
    )
    asked.current = null
    if (element) focusPair(element)
  })
  const of = (key: string, say: (pair: DuplicatePair) => void) => {
    const pair = pairs.find((one) => pairKey(one) === key)
    if (pair) say(pair)
  }
  const merge = ({ contacts }: DuplicatePair) =>
    void navigate(comparePath(contacts.map(({ id }) => id)), { state: fromQueue })
  usePairKeys(list, {
    onMerge: (key) => of(key, merge),
    onNotDuplicates: (key) => of(key, (pair) => leave(pair, notDuplicates)),
    onLater: (key) => of(key, (pair) => leave(pair, later)),
  })
  const isEmpty = data && pairs.length === 0 && !hasNextPage

  return (
    <Page title={t('duplicates.title')} intro={t('duplicates.intro')} width="reading">
      {error && (
        <Failure
          title={t('duplicates.failed')}
          error={error}
          asOf={data ? dataUpdatedAt : 0}
          onRetry={query.refetch}
        />
      )}
      {first && <QueueFilterBar filter={filter} counts={first.counts} onFilter={setFilter} />}
      {pending > 0 && (
        <Alert
          className="cf-notice"
          type="info"
          showIcon
          message={t('duplicates.pending', { count: pending, formatted: formatNumber(pending) })}
        />
      )}
      {isLoading && <Skeleton active paragraph={{ rows: 8 }} />}
      {isEmpty && (
        <div className="cf-card">
          <EmptyState
            title={t(laterCount > 0 ? 'duplicates.restLaterTitle' : 'duplicates.noneTitle')}
            text={t(laterCount > 0 ? 'duplicates.restLater' : 'duplicates.none')}
            actions={
              laterCount > 0 && <Button onClick={showLater}>{t('duplicates.showLater')}</Button>
            }
          />
        </div>
      )}
      <div ref={list} className="cf-pairs">
        {pairs.map((pair) => (
          <PairCard
            key={pairKey(pair)}
            pair={pair}
            fields={fields}
            onMerge={() => merge(pair)}
            onNotDuplicates={() => leave(pair, notDuplicates)}
            onLater={() => leave(pair, later)}
          />
        ))}
      </div>
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('duplicates.more')}
        </Button>
      )}
      {first?.passedOver ? (
        <p className="cf-quiet cf-pairs-passed">
          {t('duplicates.passedOver', {
            count: first.passedOver,
            formatted: formatNumber(first.passedOver),
          })}
        </p>
      ) : null}
    </Page>
  )
}

/** The filter stands in the address, so that it can be sent to somebody. */
function useQueueFilter(): [QueueFilter, (filter: QueueFilter) => void] {
  const [search, setSearch] = useSearchParams()
  const strength = search.get('strength')
  const filter: QueueFilter = {
    reason: signals.find((one) => one === search.get('reason')) ?? null,
    strength: strength === 'strong' || strength === 'likely' ? strength : null,
  }
  return [
    filter,
    ({ reason, strength }) =>
      setSearch({ ...(reason && { reason }), ...(strength && { strength }) }, { replace: true }),
  ]
}
