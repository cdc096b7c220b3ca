import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate } from 'react-router'
import { type Field, nameKey } from '@cardfile/openapi'
import { ApiError } from '../../api/api-error.ts'
import { useIdempotencyKey } from '../../api/idempotency-key.ts'
import type { Contact } from '../../api/types.ts'
import { formatNumber } from '../../locales/format.ts'
import { SaveBar } from '../../layout/save-bar.tsx'
import { useGoBack } from '../../layout/use-go-back.ts'
import { useLeaveGuard } from '../../layout/use-leave-guard.tsx'
import { isFromQueue } from '../../providers/compare-path.ts'
import { useListMemory } from '../../providers/list-memory.tsx'
import {
  type MergeChoices,
  mergeContacts,
  mergePreviewKey,
  useMergePreview,
  useMergesChanged,
} from '../../providers/merges.ts'
import { ComparedField } from './compared-field.tsx'
import { compareRows, type CompareRow } from './compare-rows.ts'
import { PartHead } from './part-head.tsx'
import { refusalOf } from './refusals.ts'
import { useMergeNotices } from './use-merge-notices.tsx'

interface ComparisonProps {
  fields: readonly Field[]
  /** The survivor first. */
  contacts: readonly Contact[]
  onKeep(id: string): void
  /** Some of them are not as they are stored any more. */
  onOutdated(): unknown
}

/** A column for each contact and one for what becomes of them, the fields that differ first. */
export function Comparison({ fields, contacts, onKeep, onOutdated }: ComparisonProps) {
  const { t } = useTranslation()
  const [choose, setChoose] = useState<MergeChoices>({})
  const [showsEqual, setShowsEqual] = useState(false)
  const preview = useMergePreview({ contacts, choose })
  const { merge, busy, refusal, forget } = useMerging(onOutdated)
  const guard = useLeaveGuard(Object.keys(choose).length > 0)
  const goBack = useGoBack('/contacts')
  const table = useRef<HTMLTableElement>(null)
  const survivorId = contacts[0]?.id
  const kept = useRef(survivorId)
  useEffect(() => {
    if (kept.current === survivorId) return
    kept.current = survivorId
    // The button that was pressed is gone with its column.
    table.current?.querySelector<HTMLElement>('thead a')?.focus()
  }, [survivorId])

  const rows = compareRows(fields, contacts, choose)
  const told = new Map(preview.data?.fields.map(({ key, result }) => [key, result]))
  const { byField, whole } = refusalOf(
    refusal ?? preview.error,
    new Set(rows.map(({ field }) => field.key)),
  )
  const [differing, equal] = [rows.filter((row) => row.differs), rows.filter((row) => !row.differs)]
  const drawn = (row: CompareRow) => (
    <ComparedField
      key={row.field.key}
      row={row}
      contacts={contacts}
      result={told.has(row.field.key) ? told.get(row.field.key) : row.result}
      isWorkedOut={!preview.isFetching}
      reasons={byField.get(row.field.key) ?? []}
      onChoose={(id) => {
        forget()
        setChoose({ ...choose, [row.field.key]: { from: id } })
      }}
    />
  )
  return (
    <>
      <div className="cf-card cf-merge-card">
        <table ref={table} className="cf-merge">
          <thead>
            <tr>
              <th scope="col" className="cf-merge-name">
                {t('stale.field')}
              </th>
              {contacts.map((contact) => (
                <th key={contact.id} scope="col">
                  <PartHead
                    contact={contact}
                    survives={contact.id === survivorId}
                    onKeep={() => {
                      forget()
                      onKeep(contact.id)
                    }}
                  />
                </th>
              ))}
              <th scope="col" className="cf-merge-result">
                {t('merging.result')}
              </th>
            </tr>
          </thead>
          <tbody>{differing.map(drawn)}</tbody>
          {equal.length > 0 && (
            <tbody>
              <tr className="cf-merge-fold">
                <td colSpan={contacts.length + 2}>
                  <Button
                    type="link"
                    size="small"
                    aria-expanded={showsEqual}
                    onClick={() => setShowsEqual(!showsEqual)}
                  >
                    {t(showsEqual ? 'merging.hideEqual' : 'merging.showEqual', {
                      count: equal.length,
                      formatted: formatNumber(equal.length),
                    })}
                  </Button>
                </td>
              </tr>
              {showsEqual && equal.map(drawn)}
            </tbody>
          )}
        </table>
      </div>
      <SaveBar failure={whole}>
        <Button onClick={goBack}>{t('actions.cancel')}</Button>
        <Button
          type="primary"
          loading={busy}
          onClick={() => void merge({ contacts, choose }, guard.release)}
        >
          {t('merging.merge')}
        </Button>
      </SaveBar>
      {guard.dialog}
    </>
  )
}

/** Merges and leads to the survivor, or back to the queue of duplicates; or keeps why that was refused. */
function useMerging(onOutdated: () => unknown) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { state } = useLocation()
  const memory = useListMemory()
  const notices = useMergeNotices()
  const changed = useMergesChanged()
  const keyFor = useIdempotencyKey()
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Error | null>(null)
  const merge = async (request: Parameters<typeof mergeContacts>[0], beforeLeaving: () => void) => {
    if (busy) return
    // What it would become is known soon; asked afterwards the contacts are other ones.
    void queries.cancelQueries({ queryKey: mergePreviewKey })
    setBusy(true)
    setRefusal(null)
    try {
      const ids = request.contacts.map(({ id, version }) => [id, version])
      const merged = await mergeContacts(request, keyFor([ids, request.choose]))
      beforeLeaving()
      await changed()
      memory.deselect(request.contacts.slice(1).map(({ id }) => id))
      if (isFromQueue(state)) void navigate(-1)
      else void navigate(`/contacts/${merged.contact.id}`, { replace: true })
      if (merged.merge)
        notices.merged(merged.merge.id, String(merged.contact.values[nameKey] ?? ''))
    } catch (error) {
      const isOutdated = error instanceof ApiError && outdated.has(error.code)
      if (isOutdated) await onOutdated()
      setRefusal(isOutdated ? new Error(t('merging.stale')) : asError(error))
    }
    setBusy(false)
  }
  return { merge, busy, refusal, forget: () => setRefusal(null) }
}

const outdated: ReadonlySet<string> = new Set(['stale', 'merged', 'not_found'])

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
