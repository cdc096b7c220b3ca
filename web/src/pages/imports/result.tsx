import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { DownloadOutlined } from '../../layout/icons.tsx'
import { instantText } from '../../field-form/cell-text.ts'
import { Failure } from '../../layout/failure.tsx'
import { Page } from '../../layout/page.tsx'
import { apiUrl, request } from '../../providers/api.ts'
import { download } from '../../providers/download.ts'
import { useFields } from '../../providers/fields.ts'
import { ColumnReport } from './column-report.tsx'
import { FailuresTable } from './failures-table.tsx'
import type { ImportState } from './import-api.ts'
import { OutcomeCounts } from './outcome-counts.tsx'
import './imports.css'

/** The result of an import, by address: it can be read again and sent to somebody. */
export function ImportResultPage() {
  const { t } = useTranslation()
  const { id = '' } = useParams()
  const navigate = useNavigate()
  const { fields } = useFields()
  const { data, isLoading, error, refetch } = useQuery({
    queryKey: ['import', id],
    queryFn: ({ signal }) => request<ImportState>(`/imports/${id}`, { signal }),
    // Another window may be sending it right now.
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 2_000 : false),
  })
  const left = data?.columns.some(({ status }) => !['matched', 'blank', 'report'].includes(status))
  const failedRows = (format: 'xlsx' | 'csv') =>
    download(apiUrl(`/imports/${id}/failed-rows`, { format }))

  return (
    <Page
      title={t('imports.result')}
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
          <Button type="primary" onClick={() => navigate('/contacts')}>
            {t('imports.toContacts')}
          </Button>
        </>
      }
    >
      {isLoading && <Skeleton active />}
      {error && <Failure title={t('imports.resultFailed')} error={error} onRetry={refetch} />}
      {data && (
        <div className="cf-stack">
          {data.state !== 'finished' && (
            <Alert type="warning" showIcon message={t(`imports.states.${data.state}`)} />
          )}
          <section className="cf-card cf-form-card" aria-label={t('imports.result')}>
            <OutcomeCounts counts={data.counts} />
          </section>
          {left && (
            <section className="cf-card cf-form-card">
              <ColumnReport columns={data.columns} fields={fields} />
            </section>
          )}
          {data.counts.failed === 0 ? (
            <Alert type="success" showIcon message={t('imports.noneFailed')} />
          ) : (
            <section className="cf-card cf-failures" aria-labelledby="failures-title">
              <div className="cf-failures-head">
                <div>
                  <h2 className="cf-section-title" id="failures-title">
                    {t('imports.failedRows', {
                      count: data.counts.failed,
                      formatted: data.counts.failed.toLocaleString(),
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
              <FailuresTable id={id} fields={fields} />
            </section>
          )}
        </div>
      )}
    </Page>
  )
}
