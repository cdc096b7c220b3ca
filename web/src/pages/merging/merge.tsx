import { Button, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate, useSearchParams } from 'react-router'
import { EmptyState } from '../../layout/empty-state.tsx'
import { Failure } from '../../layout/failure.tsx'
import { Page } from '../../layout/page.tsx'
import { useFields } from '../../providers/fields.ts'
import { type MergePartState, useMergeParts } from '../../providers/merges.ts'
import { comparedIds, isFromQueue, mostCompared } from '../../providers/compare-path.ts'
import { Comparison } from './comparison.tsx'
import './merging.css'

type Absent = Extract<MergePartState, { absent: string }>

/** Contacts side by side, to be made one. Which they are stands in the address, the survivor first. */
export function MergePage() {
  const { t } = useTranslation()
  const [search, setSearch] = useSearchParams()
  const { state } = useLocation()
  const ids = comparedIds(search)
  const definitions = useFields()
  const { data, error, refetch } = useMergeParts(ids)
  const failure = definitions.error ?? error
  const absent = data?.find((part): part is Absent => 'absent' in part)
  const contacts = data?.flatMap((part) => ('contact' in part ? [part.contact] : [])) ?? []
  const isReady = ids.length > 0 && contacts.length === ids.length && definitions.fields.length > 0
  const keep = (id: string) =>
    setSearch({ ids: [id, ...ids.filter((one) => one !== id)].join(',') }, { replace: true, state })

  return (
    <Page
      title={t('merging.title')}
      intro={isReady && t('merging.intro')}
      back={
        isFromQueue(state)
          ? { to: '/duplicates', label: t('duplicates.title'), cameFrom: true }
          : { to: '/contacts', label: t('contacts.title') }
      }
    >
      {ids.length === 0 && (
        <div className="cf-card">
          <EmptyState text={t('merging.howMany', { most: mostCompared })} />
        </div>
      )}
      {failure && (
        <Failure
          title={t('merging.failed')}
          error={failure}
          onRetry={() => (definitions.error ? definitions.retry() : refetch())}
        />
      )}
      {absent && <AbsentPart part={absent} />}
      {ids.length > 0 && !failure && !absent && !isReady && (
        <Skeleton active paragraph={{ rows: 10 }} />
      )}
      {isReady && (
        <Comparison
          fields={definitions.fields}
          contacts={contacts}
          onKeep={keep}
          onOutdated={refetch}
        />
      )}
    </Page>
  )
}

function AbsentPart({ part }: { part: Absent }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <div className="cf-card">
      {part.absent === 'gone' && <EmptyState text={t('merging.gone')} />}
      {part.absent === 'trashed' && (
        <EmptyState
          text={t('merging.trashed')}
          actions={<Button onClick={() => navigate('/contacts/trash')}>{t('trash.open')}</Button>}
        />
      )}
      {part.absent === 'merged' && (
        <EmptyState
          text={t('merging.already', { name: String(part.name ?? '') })}
          actions={
            <Button onClick={() => navigate(`/contacts/${part.into}`)}>
              {t('merging.openSurvivor')}
            </Button>
          }
        />
      )}
    </div>
  )
}
