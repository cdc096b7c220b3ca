import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Instant } from '../../field-form/instant.tsx'
import { EmptyState } from '../../layout/empty-state.tsx'
import { Failure } from '../../layout/failure.tsx'
import { Page } from '../../layout/page.tsx'
import { formatNumber } from '../../locales/format.ts'
import './job-history.css'

/** What every job tells of itself, whatever it does. */
interface Job {
  id: string
  startedAt: string | null
  actor: { name: string | null } | null
}

interface JobHistoryProps<AJob extends Job> {
  title: string
  intro: string
  back: { to: string; label: string }
  /** Address of the list, without a cursor. */
  path: string
  words: { name: string; failed: string; none: string; newest: string; older: string }
  /** A page of them as asked for, newest first. */
  page: {
    data: { data: readonly AJob[]; nextCursor: string | null } | undefined
    isLoading: boolean
    error: Error | null
    dataUpdatedAt: number
    refetch(): unknown
  }
  isNewest: boolean
  /** Leads to what became of it. */
  link(job: AJob): { to: string; text: ReactNode }
  /** What else is told in words. */
  texts: readonly { heading: string; of(job: AJob): string }[]
  /** How many of what it touched came to which end. */
  counts: readonly { heading: string; of(job: AJob): number }[]
  state: { heading: string; of(job: AJob): string }
}

/** Past jobs of one kind: which, when, who, what came of them; on a narrow screen a card each. */
export function JobHistory<AJob extends Job>(props: JobHistoryProps<AJob>) {
  const { words, page, texts, state, link, path } = props
  const { t } = useTranslation()
  const { data, error } = page
  const nextCursor = data?.nextCursor
  // A column of noughts alone pushes others out of sight.
  const counts = props.counts.filter(({ of }) => data?.data.some((job) => of(job) > 0))
  return (
    <Page title={props.title} intro={props.intro} back={props.back}>
      {page.isLoading && <Skeleton active />}
      {error && (
        <Failure
          title={words.failed}
          error={error}
          asOf={page.dataUpdatedAt}
          onRetry={page.refetch}
        />
      )}
      {data?.data.length === 0 && <EmptyState text={words.none} />}
      {data && data.data.length > 0 && (
        <div className="cf-card cf-jobs">
          <table>
            <thead>
              <tr>
                <th scope="col">{words.name}</th>
                <th scope="col">{t('jobs.startedAt')}</th>
                <th scope="col">{state.heading}</th>
                <th scope="col">{t('jobs.actor')}</th>
                {texts.map(({ heading }) => (
                  <th key={heading} scope="col">
                    {heading}
                  </th>
                ))}
                {counts.map(({ heading }) => (
                  <th key={heading} scope="col" className="cf-jobs-number">
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.data.map((job) => (
                <tr key={job.id}>
                  <th scope="row">
                    <Link to={link(job).to}>{link(job).text}</Link>
                  </th>
                  <td>{job.startedAt && <Instant at={job.startedAt} />}</td>
                  <td data-label={state.heading}>{state.of(job)}</td>
                  <td data-label={t('jobs.actor')}>{job.actor?.name ?? t('jobs.nobody')}</td>
                  {texts.map(({ heading, of }) => (
                    <td key={heading} data-label={heading}>
                      {of(job)}
                    </td>
                  ))}
                  {counts.map(({ heading, of }) => (
                    <td
                      key={heading}
                      data-label={heading}
                      className={`cf-jobs-number${of(job) === 0 ? ' cf-quiet cf-jobs-none' : ''}`}
                    >
                      {formatNumber(of(job))}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <nav className="cf-row cf-jobs-pages" aria-label={t('pager.label')}>
        {!props.isNewest && <Link to={path}>{words.newest}</Link>}
        {nextCursor && (
          <Link to={`${path}?cursor=${encodeURIComponent(nextCursor)}`}>{words.older}</Link>
        )}
      </nav>
    </Page>
  )
}
