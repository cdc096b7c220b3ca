import { Alert, Button, Modal, Progress } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { untilAnswered } from '../../../api/until-answered.ts'
import { formatNumber } from '../../../locales/format.ts'
import type { ImportState } from '../run/import-api.ts'
import { KeptList } from './kept-list.tsx'
import { undoStep } from './undo-api.ts'

interface UndoPanelProps {
  data: ImportState
  onChanged(): void
}

/** Undoing an import: asked first, in steps that can be taken up again, with what it left alone. */
export function UndoPanel({ data, onChanged }: UndoPanelProps) {
  const { t } = useTranslation()
  const { id, state, counts } = data
  const [asking, setAsking] = useState(false)
  const [progress, setProgress] = useState(data.undo ?? null)
  const [running, setRunning] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const abort = useRef<AbortController | null>(null)
  const changed = counts.merged + counts.updated + counts.replaced
  const all = counts.created + changed
  const stepped = progress ?? data.undo ?? null
  useEffect(() => () => abort.current?.abort(), [])

  const undo = async () => {
    setAsking(false)
    setRunning(true)
    setFailure(null)
    const { signal } = (abort.current = new AbortController())
    try {
      for (let done = false; !done && !signal.aborted;) {
        const step = await untilAnswered(() => undoStep(id), { signal })
        setProgress({ undone: step.undone, kept: step.kept })
        done = step.done
      }
    } catch (error) {
      if (!signal.aborted) setFailure(error instanceof Error ? error.message : String(error))
    } finally {
      setRunning(false)
      onChanged()
    }
  }
  const undone = stepped?.undone ?? 0
  const kept = stepped?.kept ?? 0
  const percent = Math.min(100, Math.round(((undone + kept) / Math.max(1, all)) * 100))
  const words = [
    t('bulk.undone', { count: undone, formatted: formatNumber(undone) }),
    kept > 0 && t('bulk.kept', { count: kept, formatted: formatNumber(kept) }),
  ]
    .filter(Boolean)
    .join(' ')
  return (
    <section className="cf-card cf-form-card cf-stack" aria-labelledby="undo-title">
      <h2 className="cf-section-title" id="undo-title">
        {t('imports.undo.title')}
      </h2>
      {running ? (
        <>
          <Progress percent={percent} aria-label={t('imports.undo.running')} />
          <p className="cf-quiet cf-number" role="status">
            {words}
          </p>
        </>
      ) : (
        <>
          {state === 'undone' && <Alert type="success" showIcon message={words} />}
          {state === 'undoing' && (
            <Alert type="warning" showIcon message={t('imports.undo.interrupted')} />
          )}
          {failure && (
            <Alert type="error" showIcon message={t('imports.undo.failed')} description={failure} />
          )}
          {state !== 'undone' && (
            <>
              <p className="cf-quiet">{t('imports.undo.hint')}</p>
              <div>
                <Button danger onClick={() => setAsking(true)}>
                  {t(state === 'undoing' ? 'imports.undo.goOn' : 'imports.undo.button')}
                </Button>
              </div>
            </>
          )}
        </>
      )}
      {!running && kept > 0 && <KeptList id={id} />}
      <Modal
        open={asking}
        title={t('imports.undo.ask', { fileName: data.fileName })}
        okText={t('imports.undo.button')}
        okButtonProps={{ danger: true }}
        cancelText={t('actions.cancel')}
        onOk={undo}
        onCancel={() => setAsking(false)}
      >
        <ul className="cf-undo-means">
          <li>
            {t('imports.undo.created', {
              count: counts.created,
              formatted: formatNumber(counts.created),
            })}
          </li>
          <li>
            {t('imports.undo.changed', {
              count: changed,
              formatted: formatNumber(changed),
            })}
          </li>
          <li>{t('imports.undo.leaves')}</li>
        </ul>
      </Modal>
    </section>
  )
}
