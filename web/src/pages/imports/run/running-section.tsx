import { Alert, Button } from 'antd'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { activeRun } from './active-run.ts'
import { type KeptImport, readKept } from '../draft/draft-store.ts'
import { importApi, type ImportState } from './import-api.ts'
import { RunPanel } from './run-panel.tsx'

interface RunningSectionProps {
  data: ImportState
  /** The import changed its state, here or on the server. */
  onChanged(): void
}

/** An import that has not come to its end: sent by this window, or waiting for its file. */
export function RunningSection({ data, onChanged }: RunningSectionProps) {
  const { t } = useTranslation()
  const view = useSyncExternalStore(activeRun.subscribe, activeRun.view)
  const [kept, setKept] = useState<KeptImport | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const here = view.id === data.id
  const { id } = data

  useEffect(() => {
    let gone = false
    void readKept().then((found) => {
      if (!gone) setKept(found?.draft.importId === id ? found : null)
    })
    return () => {
      gone = true
    }
  }, [id])
  useEffect(() => {
    if (here && (view.state === 'ended' || view.state === 'failed')) onChanged()
  }, [here, view.state, onChanged])

  if (here && activeRun.busy)
    return (
      <RunPanel
        fileName={data.fileName}
        view={view}
        onPause={activeRun.pause}
        onContinue={activeRun.goOn}
        onCancel={activeRun.cancel}
      />
    )
  const goOn = async () => {
    if (!kept) return
    try {
      void activeRun.send(await importApi.read(id), kept.file, kept.draft)
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error))
    }
  }
  const cancel = async () => {
    try {
      await importApi.cancel(id)
      onChanged()
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <Alert
      type="warning"
      showIcon
      message={t(kept ? 'imports.interrupted' : 'imports.states.running')}
      description={
        <div className="cf-stack">
          {kept && <p>{t('imports.interruptedText')}</p>}
          {failure && <p className="cf-field-error">{failure}</p>}
          <div className="cf-actions-bar">
            {kept && (
              <Button type="primary" disabled={activeRun.busy} onClick={goOn}>
                {t('imports.goOn')}
              </Button>
            )}
            <Button danger onClick={cancel}>
              {t('imports.cancel')}
            </Button>
          </div>
        </div>
      }
    />
  )
}
