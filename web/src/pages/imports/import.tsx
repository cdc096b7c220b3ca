import { useInvalidate } from '@refinedev/core'
import { Alert, App, Button, Select, Space } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { matchColumns } from '@cardfile/openapi/spreadsheet'
import { DownloadOutlined } from '../../layout/icons.tsx'
import { Page } from '../../layout/page.tsx'
import { useLeaveGuard } from '../../layout/use-leave-guard.tsx'
import { apiUrl } from '../../providers/api.ts'
import { download } from '../../providers/download.ts'
import { useFields } from '../../providers/fields.ts'
import { ColumnReport } from './column-report.tsx'
import { FileDrop } from './file-drop.tsx'
import { importApi, type ImportMode } from './import-api.ts'
import { type RunProgress, runImport } from './import-run.ts'
import { ModeChoice } from './mode-choice.tsx'
import { RecentImports } from './recent-imports.tsx'
import { RunPanel } from './run-panel.tsx'
import { type OpenedFile, openFile } from './sheet-source.ts'
import './imports.css'

/** Import Contacts: a file, what to do where a contact exists, the headings found, Import. */
export function ImportPage() {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const invalidate = useInvalidate()
  const { fields } = useFields()
  const [file, setFile] = useState<File | null>(null)
  const [opened, setOpened] = useState<OpenedFile | null>(null)
  const [sheet, setSheet] = useState(0)
  const [mode, setMode] = useState<ImportMode>('merge')
  const [failure, setFailure] = useState<string | null>(null)
  const [running, setRunning] = useState(false)
  const [progress, setProgress] = useState<RunProgress | null>(null)
  const abort = useRef<AbortController | null>(null)
  const guard = useLeaveGuard(running)

  useEffect(() => () => opened?.close(), [opened])

  const choose = async (chosen: File | null) => {
    setFile(chosen)
    setOpened(null)
    setFailure(null)
    if (!chosen) return
    try {
      const next = await openFile(chosen)
      setSheet(next.sheet)
      setOpened(next)
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error))
    }
  }
  const chooseSheet = async (index: number) => {
    try {
      await opened?.choose(index)
      setSheet(index)
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error))
    }
  }
  const start = async () => {
    if (!opened || !file) return
    setFailure(null)
    setRunning(true)
    abort.current = new AbortController()
    try {
      const id = await runImport({
        api: importApi,
        source: opened,
        start: { fileName: file.name, mode, headings: opened.headings },
        signal: abort.current.signal,
        onProgress: setProgress,
      })
      guard.release()
      await invalidate({ resource: 'contacts', invalidates: ['resourceAll'] })
      navigate(`/import/${id}`)
    } catch (error) {
      // The reader stands somewhere in the file; another try begins with the file anew.
      setFailure(error instanceof Error ? error.message : String(error))
      setRunning(false)
      setProgress(null)
      await reopen(file)
      message.error(t('imports.stopped'))
    }
  }
  const reopen = async (again: File) => {
    try {
      setOpened(await openFile(again))
    } catch {
      setOpened(null)
    }
  }

  const columns = opened && fields.length > 0 ? matchColumns(opened.headings, fields) : null
  const matched = columns?.filter(({ status }) => status === 'matched').length ?? 0
  return (
    <Page
      title={t('imports.title')}
      intro={t('imports.intro')}
      width="reading"
      actions={
        <Space.Compact>
          <Button
            icon={<DownloadOutlined />}
            onClick={() => download(apiUrl('/exports/sample', { format: 'xlsx' }))}
          >
            {t('imports.sample')}
          </Button>
          <Button onClick={() => download(apiUrl('/exports/sample', { format: 'csv' }))}>
            <span aria-label={t('imports.sampleCsv')}>CSV</span>
          </Button>
        </Space.Compact>
      }
    >
      <div className="cf-stack">
        {failure && (
          <Alert type="error" showIcon message={t('imports.failed')} description={failure} />
        )}
        {running ? (
          <RunPanel
            fileName={file?.name ?? ''}
            progress={progress}
            onCancel={() => abort.current?.abort()}
          />
        ) : (
          <>
            <section className="cf-card cf-form-card cf-stack" aria-label={t('imports.fileTitle')}>
              <FileDrop file={file} busy={file !== null && !opened && !failure} onChoose={choose} />
              {opened && opened.sheets.length > 1 && (
                <label className="cf-row">
                  {t('imports.sheet')}
                  <Select
                    aria-label={t('imports.sheet')}
                    value={sheet}
                    options={opened.sheets.map(({ name }, index) => ({
                      value: index,
                      label: name,
                    }))}
                    onChange={chooseSheet}
                  />
                </label>
              )}
              {columns && <ColumnReport columns={columns} fields={fields} />}
            </section>
            <section className="cf-card cf-form-card cf-stack">
              <ModeChoice mode={mode} onChange={setMode} />
              <div className="cf-row">
                <Button type="primary" size="large" disabled={matched === 0} onClick={start}>
                  {t('imports.import')}
                </Button>
                {columns && matched === 0 && (
                  <span className="cf-field-error">{t('imports.nothingMatched')}</span>
                )}
              </div>
            </section>
            <RecentImports />
          </>
        )}
      </div>
      {guard.dialog}
    </Page>
  )
}
