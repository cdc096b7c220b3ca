import { useInvalidate } from '@refinedev/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Skeleton } from 'antd'
import { useCallback, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { formatNumber } from '../../locales/format.ts'
import { DownloadOutlined } from '../../layout/icons.tsx'
import { instantText } from '../../field-form/cell-text.ts'
import { Failure } from '../../layout/failure.tsx'
import { Page } from '../../layout/page.tsx'
import { useDownload } from '../../access/use-download.ts'
import { addressOf } from '../../api/client.ts'
import { useFields } from '../../providers/fields.ts'
import { ColumnReport } from './run/column-report.tsx'
import { FailureReasons } from './failures/failure-reasons.tsx'
import { NotesSection } from './run/notes-section.tsx'
import { forgetImport } from './draft/draft-store.ts'
import { importApi, type ImportState } from './run/import-api.ts'
import { OutcomeCounts } from './run/outcome-counts.tsx'
import { RunningSection } from './run/running-section.tsx'
import { StepsBar } from './draft/steps-bar.tsx'
import { UndoPanel } from './undo/undo-panel.tsx'
import './imports.css'
import './wizard.css'

/** An import that changed no contact leaves nothing to undo. */
function undoable({ counts }: ImportState): boolean {
  return counts.created + counts.merged + counts.updated + counts.replaced > 0
}

const quietStatuses: readonly string[] = [
  'matched',
  'alias',
  'chosen',
  'ignored',
  'blank',
  'report',
]

/** An import by its address: while it runs, and its result, which can be read again and sent on. */
export function ImportResultPage() {
  const { t } = useTranslation()
  const { id = '' } = useParams()
  const navigate = useNavigate()
  const client = useQueryClient()
  const invalidate = useInvalidate()
  const { fields } = useFields()
  const { data, isLoading, error, refetch } = useQuery({
    queryKey: ['import', id],
    queryFn: ({ signal }) => importApi.read(id, signal),
    // Another window may be sending it right now.
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 2_000 : false),
  })
  const changed = useCallback(() => {
    void client.invalidateQueries({ queryKey: ['import', id] })
    void client.invalidateQueries({ queryKey: ['import-kept', id] })
    void client.invalidateQueries({ queryKey: ['imports'] })
    void invalidate({ resource: 'contacts', invalidates: ['resourceAll'] })
  }, [client, id, invalidate])
  const download = useDownload()
  const running = data?.state === 'running'
  useEffect(() => {
    // Its file is needed no longer.
    if (data && !running) void forgetImport(id)
  }, [data, running, id])
  const left = data?.columns.some(({ status }) => !quietStatuses.includes(status))
  const failedRows = (format: 'xlsx' | 'csv') =>
    download(addressOf('/api/v1/imports/{id}/failed-rows', { path: { id }, query: { format } }))

  return (
    <Page
      title={t(!data ? 'imports.one' : running ? 'imports.runningTitle' : 'imports.result')}
      width="reading"
      back={{ to: '/import', label: t('imports.title') }}
      intro={
        data &&
        t('imports.resultOf', {
          fileName: data.fileName,
          mode: t(`imports.modes.${data.mode}`),
          at: data.startedAt ? instantText(data.startedAt) : '',
        })
      }
      actions={
        <>
          <Button onClick={() => navigate('/import')}>{t('imports.another')}</Button>
          {data && (
            <Button type="primary" onClick={() => navigate(`/contacts?importId=${id}`)}>
              {t('imports.toContacts')}
            </Button>
          )}
        </>
      }
    >
      <StepsBar current="result" locked />
      {isLoading && <Skeleton active />}
      {error && <Failure title={t('imports.resultFailed')} error={error} onRetry={refetch} />}
      {data && (
        <div className="cf-stack">
          {data.state === 'cancelled' && (
            <Alert type="warning" showIcon message={t('imports.states.cancelled')} />
          )}
          {running && <RunningSection data={data} onChanged={changed} />}
          {!running && (
            <section className="cf-card cf-form-card" aria-label={t('imports.result')}>
              <OutcomeCounts counts={data.counts} />
            </section>
          )}
          {left && (
            <section className="cf-card cf-form-card">
              <ColumnReport columns={data.columns} fields={fields} />
            </section>
          )}
          {!running && data.counts.failed === 0 && (
            <Alert type="success" showIcon message={t('imports.noneFailed')} />
          )}
          {/* Above the failed rows, which may be many. */}
          {!running && undoable(data) && <UndoPanel data={data} onChanged={changed} />}
          {!running && data.noted.rows > 0 && <NotesSection data={data} fields={fields} />}
          {!running && data.counts.failed > 0 && (
            <section className="cf-card cf-failures" aria-labelledby="failures-title">
              <div className="cf-failures-head">
                <div>
                  <h2 className="cf-section-title" id="failures-title">
                    {t('imports.failedRows', {
                      count: data.counts.failed,
                      formatted: formatNumber(data.counts.failed),
                    })}
                  </h2>
                  <p className="cf-quiet">{t('imports.mend')}</p>
                </div>
                <div className="cf-row">
                  <Button icon={<DownloadOutlined />} onClick={() => failedRows('xlsx')}>
                    {t('imports.failedXlsx')}
                  </Button>
                  <Button onClick={() => failedRows('csv')}>
                    <span aria-label={t('imports.failedCsv')}>CSV</span>
                  </Button>
                </div>
              </div>
              <FailureReasons id={id} fields={fields} />
            </section>
          )}
        </div>
      )}
    </Page>
  )
}
