import { useInvalidate } from '@refinedev/core'
import { App, Button } from 'antd'
import { Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { formatNumber } from '../../locales/format.ts'
import { useMay, useMissing } from '../../access/may.tsx'
import { ReasonedButton } from '../../access/reasoned-button.tsx'
import { DeleteOutlined } from '../../layout/icons.tsx'
import { EditOutlined } from '../../layout/page-icons.tsx'
import { useHasBeen } from '../../layout/use-has-been.ts'
import { answered, client } from '../../api/client.ts'
import { beginBulkChange, type BulkChange, finishBulkChange } from '../../api/bulk-changes.ts'
import { comparePath, mostCompared } from '../../providers/compare-path.ts'
import { useFields } from '../../providers/fields.ts'
import { useBulkToast } from './bulk/use-bulk-toast.ts'
import { ExportSelectedButton } from './export-buttons.tsx'
import type { Selection } from './use-selection.ts'
import type { ContactsView } from './view-state.ts'
import { lazyPart } from '../../layout/lazy-part.tsx'

const BulkDrawer = lazyPart(() =>
  import('./bulk/bulk-drawer.tsx').then((module) => module.BulkDrawer),
)
const DeleteDialog = lazyPart(() =>
  import('./delete-dialog.tsx').then((module) => module.DeleteDialog),
)

interface SelectionBarProps {
  view: ContactsView
  selection: Selection
  total: number | null
  exact: boolean
}

/** What can be done with the selected contacts, and how to select all that match. */
export function SelectionBar({ view, selection, total, exact }: SelectionBarProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const invalidate = useInvalidate()
  const may = useMay()
  const missing = useMissing()
  const [asking, setAsking] = useState(false)
  const asked = useHasBeen(asking)
  const [changing, setChanging] = useState(false)
  const wasChanging = useHasBeen(changing)
  const toast = useBulkToast()
  const { fields } = useFields()
  const [counting, setCounting] = useState(false)
  const [progress, setProgress] = useState<number | null>(null)
  const leaving = useRef<AbortController>(null)
  useEffect(() => () => leaving.current?.abort(), [])
  const { ids, allMatching, count } = selection
  if (count === 0) return null

  const search = { q: view.q || undefined, filter: view.filter ?? undefined }
  const on = allMatching === null ? { ids: [...ids] } : search
  const selectAll = async () => {
    setCounting(true)
    try {
      const answer = await answered(
        client.POST('/api/v1/contacts:query', {
          body: { ...search, pageSize: 1, count: 'exact' },
        }),
      )
      if (answer.total !== null) selection.selectAllMatching(answer.total)
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    } finally {
      setCounting(false)
    }
  }
  /** @returns null where it was left; the server finishes it */
  const inSteps = async (begun: BulkChange) => {
    const abort = (leaving.current = new AbortController())
    setProgress(0)
    try {
      const change = await finishBulkChange(begun, abort.signal, (now) => setProgress(now.progress))
      if (abort.signal.aborted) return null
      if (change.state === 'failed') throw new Error(change.problem ?? change.state)
      return change
    } catch (error) {
      if (abort.signal.aborted) return null
      throw error
    } finally {
      setProgress(null)
    }
  }
  const leave = async () => {
    leaving.current?.abort()
    setAsking(false)
    if (progress === null) return
    selection.clear()
    await invalidate({ resource: 'contacts', invalidates: ['resourceAll'] })
  }
  const remove = async () => {
    const deleted = await inSteps(await beginBulkChange({ on, expected: count, do: 'delete' }))
    if (deleted === null) return
    selection.clear()
    await invalidate({ resource: 'contacts', invalidates: ['resourceAll'] })
    const { changed } = deleted.counts
    toast(t('trash.moved', { count: changed, formatted: formatNumber(changed) }), deleted)
  }

  return (
    <div className="cf-selection" role="region" aria-label={t('selection.title')}>
      <span role="status" className="cf-number">
        {t('selection.count', { count, formatted: formatNumber(count) })}
      </span>
      {/* The contacts of an import cannot be acted on as a whole here: undoing it does that. */}
      {allMatching === null && !view.importId && total !== null && total > ids.length && (
        <Button type="link" size="small" loading={counting} onClick={selectAll}>
          {t('selection.all', { formatted: `${formatNumber(total)}${exact ? '' : '+'}` })}
        </Button>
      )}
      <span className="cf-space" />
      {allMatching === null && count >= 2 && count <= mostCompared && may('merge_contacts') && (
        <Button onClick={() => navigate(comparePath(ids))}>{t('merging.open')}</Button>
      )}
      {may('export_contacts') && (
        <ExportSelectedButton view={view} ids={ids} allMatching={allMatching !== null} />
      )}
      <ReasonedButton
        reason={missing('edit_contacts')}
        icon={<EditOutlined />}
        onClick={() => setChanging(true)}
      >
        {t('bulk.open')}
      </ReasonedButton>
      <ReasonedButton
        reason={missing('delete_contacts')}
        danger
        icon={<DeleteOutlined />}
        onClick={() => setAsking(true)}
      >
        {t('selection.delete')}
      </ReasonedButton>
      <Button type="text" onClick={selection.clear}>
        {t('selection.clear')}
      </Button>
      <Suspense>
        {wasChanging && (
          <BulkDrawer
            open={changing}
            fields={fields}
            on={on}
            count={count}
            onClose={(isDone) => {
              setChanging(false)
              if (isDone) selection.clear()
            }}
          />
        )}
        {asked && (
          <DeleteDialog
            open={asking}
            count={count}
            progress={progress}
            onDelete={remove}
            onClose={leave}
          />
        )}
      </Suspense>
    </div>
  )
}
