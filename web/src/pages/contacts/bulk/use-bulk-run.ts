import { useInvalidate } from '@refinedev/core'
import { useEffect, useRef, useState } from 'react'
import {
  beginBulkChange,
  type BulkChange,
  type BulkChangeCreate,
  cancelBulkChange,
  finishBulkChange,
  undoWhole,
} from '../../../api/bulk-changes.ts'

/** A change of many contacts while it is under way, step by step, and what became of it. */
export function useBulkRun() {
  const invalidate = useInvalidate()
  const [change, setChange] = useState<BulkChange | null>(null)
  const [failure, setFailure] = useState<Error | null>(null)
  const [busy, setBusy] = useState(false)
  const leaving = useRef<AbortController>(null)
  useEffect(() => () => leaving.current?.abort(), [])

  /** @returns what became of it; null where it was left, and the server finishes it, or was refused */
  const work = async (
    steps: (signal: AbortSignal) => Promise<BulkChange>,
  ): Promise<BulkChange | null> => {
    const { signal } = (leaving.current = new AbortController())
    setBusy(true)
    setFailure(null)
    try {
      const after = await steps(signal)
      if (signal.aborted) return null
      setChange(after)
      if (!after.dryRun) await invalidate({ resource: 'contacts', invalidates: ['resourceAll'] })
      return after
    } catch (error) {
      if (!signal.aborted) setFailure(error instanceof Error ? error : new Error(String(error)))
      return null
    } finally {
      setBusy(false)
    }
  }
  return {
    change,
    failure,
    busy,
    start: (body: BulkChangeCreate) => {
      setChange(null)
      return work(async (signal) => {
        const begun = await beginBulkChange(body, signal)
        setChange(begun)
        return finishBulkChange(begun, signal, setChange)
      })
    },
    undo: (id: string) => work((signal) => undoWhole(id, signal, setChange)),
    /** Ends it where it is. */
    stop: (id: string) => {
      leaving.current?.abort()
      return work(() => cancelBulkChange(id))
    },
    forget: () => {
      leaving.current?.abort()
      setChange(null)
      setFailure(null)
    },
  }
}

export type BulkRun = ReturnType<typeof useBulkRun>
