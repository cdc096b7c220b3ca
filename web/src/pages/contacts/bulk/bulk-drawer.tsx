import { Alert, Button, Drawer } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '@cardfile/openapi'
import { ApiError } from '../../../api/api-error.ts'
import type { BulkChangeCreate } from '../../../api/bulk-changes.ts'
import { PlusOutlined } from '../../../layout/icons.tsx'
import { formatNumber } from '../../../locales/format.ts'
import { useLanguage } from '../../../locales/use-language.ts'
import {
  changeableFields,
  type EditLine,
  editsOf,
  isWhole,
  newLine,
  reasonsOfLine,
} from './bulk-draft.ts'
import { BulkProgress } from './bulk-progress.tsx'
import { BulkReport } from './bulk-report.tsx'
import { EditLineRow } from './edit-line.tsx'
import { PastChanges } from './past-changes.tsx'
import { useBulkRun } from './use-bulk-run.ts'
import { useBulkToast } from './use-bulk-toast.ts'
import './bulk.css'

interface BulkDrawerProps {
  open: boolean
  fields: readonly Field[]
  on: BulkChangeCreate['on']
  count: number
  /** @param isDone whether the contacts were changed: they may match no longer */
  onClose(isDone: boolean): void
}

/** Changes values of all selected contacts: what is to be done, what would become of them, and what became. */
export function BulkDrawer({ open, fields, on, count, onClose }: BulkDrawerProps) {
  const { t } = useTranslation()
  const { direction } = useLanguage()
  const [lines, setLines] = useState<readonly EditLine[]>(() => [newLine()])
  const run = useBulkRun()
  const toast = useBulkToast()
  const { change, failure, busy } = run
  const choosable = changeableFields(fields)
  const edits = editsOf(lines)
  const isReady = edits.length > 0 && lines.every((line) => line.field === null || isWhole(line))
  const isTried = change?.dryRun === true && change.state === 'done'
  // Closing it ends nothing then: the server finishes what it began.
  const isApplied = change?.dryRun === false
  const isDone = isApplied && !busy
  const told = { count, formatted: formatNumber(count) }

  const edit = (next: readonly EditLine[]) => {
    setLines(next)
    run.forget()
  }
  const apply = async () => {
    const after = await run.start({ on, expected: count, do: edits })
    if (!after) return
    const { changed } = after.counts
    toast(t('bulk.done', { count: changed, formatted: formatNumber(changed) }), after)
  }
  const close = () => {
    run.forget()
    setLines([newLine()])
    onClose(isDone)
  }
  const content = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // The button that was pressed may be gone or off by now.
    if (open && !busy && document.activeElement === document.body) content.current?.focus()
  }, [open, busy])
  const refused = failure instanceof ApiError ? failure.errors : {}
  const reasonsOf = (at: number) => reasonsOfLine(lines, at, refused)
  const isOfLines = lines.some((_, at) => reasonsOf(at).length > 0)

  return (
    <Drawer
      open={open}
      onClose={close}
      placement={direction === 'rtl' ? 'left' : 'right'}
      width="min(560px, 100vw)"
      title={t('bulk.title', told)}
      footer={
        <div className="cf-bulk-foot">
          <Button onClick={close}>{t(isApplied ? 'bulk.close' : 'actions.cancel')}</Button>
          {!isDone && (
            <Button
              type={isTried ? 'default' : 'primary'}
              disabled={!isReady || busy}
              onClick={() => void run.start({ on, expected: count, do: edits, dryRun: true })}
            >
              {t('bulk.preview')}
            </Button>
          )}
          {isTried && change.counts.changed > 0 && (
            <Button type="primary" disabled={busy} onClick={() => void apply()}>
              {t('bulk.apply', {
                count: change.counts.changed,
                formatted: formatNumber(change.counts.changed),
              })}
            </Button>
          )}
          {isDone && change.undoable && (
            <Button type="primary" onClick={() => void run.undo(change.id)}>
              {t('actions.undo')}
            </Button>
          )}
        </div>
      }
    >
      <div ref={content} className="cf-stack cf-bulk-content" tabIndex={-1}>
        {!isDone &&
          lines.map((line, at) => (
            <EditLineRow
              key={line.id}
              line={line}
              fields={choosable}
              reasons={reasonsOf(at)}
              onDrop={lines.length > 1 ? () => edit(lines.toSpliced(at, 1)) : null}
              onChange={(next) => edit(lines.with(at, next))}
            />
          ))}
        {!isDone && (
          <div>
            <Button
              type="dashed"
              icon={<PlusOutlined />}
              disabled={busy}
              onClick={() => edit([...lines, newLine()])}
            >
              {t('bulk.another')}
            </Button>
          </div>
        )}
        <BulkProgress run={run} />
        {failure && !isOfLines && <Alert type="error" showIcon message={failure.message} />}
        {change?.problem && <Alert type="warning" showIcon message={change.problem} />}
        {change && !busy && <BulkReport change={change} fields={fields} />}
        <PastChanges
          fields={fields}
          busy={busy}
          after={`${open} ${change?.id ?? ''} ${busy}`}
          onUndo={({ id }) => void run.undo(id)}
        />
      </div>
    </Drawer>
  )
}
