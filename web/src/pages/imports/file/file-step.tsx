import { Alert, Button, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { formatNumber } from '../../../locales/format.ts'
import { DownloadOutlined } from '../../../layout/icons.tsx'
import { Page } from '../../../layout/page.tsx'
import { useDownload } from '../../../access/use-download.ts'
import { addressOf } from '../../../api/client.ts'
import { FirstRows } from './first-rows.tsx'
import { HiddenRowsNotice } from './hidden-rows.tsx'
import { ReadingSettings } from './reading-settings.tsx'
import { RecentImports } from './recent-imports.tsx'
import { ResumeBanner } from './resume-banner.tsx'
import { SheetDrop } from './sheet-drop.tsx'
import { StepsBar } from '../draft/steps-bar.tsx'
import { useWizard } from '../draft/use-wizard.ts'

/** An import has no more columns. */
const mostColumns = 2_000

/** Step 1: the file, and whether it was read rightly. */
export function FileStep() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const wizard = useWizard()
  const download = useDownload()
  const { state, file, draft, first, hiddenRows, text, failure, kept } = wizard
  // A file whose import has begun belongs to that import; here a new one begins.
  const begun = draft?.importId ?? null
  const open = state === 'open' && draft !== null && begun === null
  const tooWide = first.some(({ cells }) => cells.length > mostColumns)
  const enough = first.some(({ number }) => number > (draft?.headingRow ?? 0))
  return (
    <Page
      title={t('imports.title')}
      intro={t('imports.intro')}
      width="reading"
      actions={
        <Space.Compact>
          <Button
            icon={<DownloadOutlined />}
            onClick={() =>
              download(addressOf('/api/v1/exports/sample', { query: { format: 'xlsx' } }))
            }
          >
            {t('imports.sample')}
          </Button>
          <Button
            onClick={() =>
              download(addressOf('/api/v1/exports/sample', { query: { format: 'csv' } }))
            }
          >
            <span aria-label={t('imports.sampleCsv')}>CSV</span>
          </Button>
        </Space.Compact>
      }
    >
      <StepsBar current="file" />
      <div className="cf-stack">
        {begun && <ResumeBanner id={begun} fileName={draft?.fileName ?? ''} wizard={wizard} />}
        {failure && (
          <Alert
            type="error"
            showIcon
            message={t('imports.unreadable')}
            description={text ? `${failure} ${t('imports.orReadOtherwise')}` : failure}
          />
        )}
        <section className="cf-card cf-form-card cf-stack" aria-label={t('imports.fileTitle')}>
          <SheetDrop
            file={begun ? null : file}
            busy={state === 'opening'}
            onChoose={(chosen) => void wizard.choose(chosen)}
          />
          {!begun && <ReadingSettings wizard={wizard} />}
          {open && (
            <>
              <HiddenRowsNotice
                hidden={hiddenRows}
                imported={draft.reading.hiddenRows === true}
                onChange={(imported) => void wizard.read({ reading: { hiddenRows: imported } })}
              />
              <FirstRows rows={first} headingRow={draft.headingRow} />
              {!kept && <Alert type="info" showIcon message={t('imports.notKept')} />}
            </>
          )}
          <div className="cf-actions-bar">
            <Button
              type="primary"
              size="large"
              disabled={!open || !enough || tooWide}
              onClick={() => navigate('/import/columns')}
            >
              {t('imports.toColumns')}
            </Button>
            {open && !failure && !enough && (
              <span className="cf-field-error">{t('imports.noRows')}</span>
            )}
            {open && tooWide && (
              <span className="cf-field-error">
                {t('imports.tooWide', { most: formatNumber(mostColumns) })}
              </span>
            )}
          </div>
        </section>
        <RecentImports />
      </div>
    </Page>
  )
}
