import { useInvalidate } from '@refinedev/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import {
  beginBulkChange,
  type BulkChange,
  type BulkChangeCreate,
  bulkChangesKey,
  cancelBulkChange,
  finishBulkChange,
  undoWhole,
} from '../../../api/bulk-changes.ts'

/** A change of many contacts while it is under way, step by step, and what became of it. */
export function useBulkRun() {
  const invalidate = useInvalidate()
  const queries = useQueryClient()
  const [change, setChange] = useState<BulkChange | null>(null)
  const [failure, setFailure] = useState<Error | null>(null)
  const [busy, setBusy] = useState(false)
  const leaving = useRef<AbortController>(null)
  useEffect(() => () => leaving.current?.abort(), [])

  /** @returns what became of it; null where it was left, and the server finishes it, or was refused */
  const work = async (
    steps: (signal: AbortSignal) => Promise<BulkChange>,
  ): Promise<BulkChange | null> => {
    const own = new AbortController()
    const { signal } = own
    leaving.current = own
    setBusy(true)
    setFailure(null)
    try {
      const after = await steps(signal)
      if (signal.aborted) return null
      setChange(after)
      if (!after.dryRun)
        await Promise.all([
          invalidate({ resource: 'contacts', invalidates: ['resourceAll'] }),
          queries.invalidateQueries({ queryKey: bulkChangesKey }),
        ])
      return after
    } catch (error) {
      if (!signal.aborted) setFailure(error instanceof Error ? error : new Error(String(error)))
      return null
    } finally {
      // What was left says nothing of what has begun since.
      if (leaving.current === own) setBusy(false)
    }
  }
  const told = (signal: AbortSignal) => (step: BulkChange) => {
    if (!signal.aborted) setChange(step)
  }
  return {
    change,
    failure,
    busy,
    start: (body: BulkChangeCreate) => {
      setChange(null)
      return work(async (signal) => {
        const begun = await beginBulkChange(body, signal)
        told(signal)(begun)
        return finishBulkChange(begun, signal, told(signal))
      })
    },
    undo: (id: string) => work((signal) => undoWhole(id, signal, told(signal))),
    /** Ends it where it is. */
    stop: (id: string) => {
      leaving.current?.abort()
      return work(() => cancelBulkChange(id))
    },
    forget: () => {
      leaving.current?.abort()
      leaving.current = null
      setBusy(false)
      setChange(null)
      setFailure(null)
    },
  }
}

export type BulkRun = ReturnType<typeof useBulkRun>
