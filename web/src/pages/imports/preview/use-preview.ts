import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { Cell } from '@cardfile/openapi'
import { ActiveRun, type RunView } from '../run/active-run.ts'
import { choicesOf } from '../draft/draft.ts'
import type { ColumnPlan } from '../draft/draft.ts'
import { importApi, type ImportState } from '../run/import-api.ts'
import { startBody } from './start-body.ts'
import { useWizard } from '../draft/use-wizard.ts'
import { randomKey } from '../../../api/random-key.ts'

/** The dry run this window sends; it writes nothing, so closing the window loses nothing. */
const previewRun = new ActiveRun({ warns: false })

interface Preview {
  /** The dry run at its end; null as long as there is none. */
  result: ImportState | null
  view: RunView
  running: boolean
  /** True where decisions changed since the dry run began. */
  stale: boolean
  failure: Error | null
  check(): Promise<void>
  stop(): Promise<void>
}

const stop = () => previewRun.stop()

/** What would become of the file, judged by the server as the import itself would. */
export function usePreview(plans: readonly ColumnPlan[], headings: readonly Cell[]): Preview {
  const { file, draft, change, state } = useWizard()
  const view = useSyncExternalStore(previewRun.subscribe, previewRun.view)
  const [failure, setFailure] = useState<Error | null>(null)
  const begun = useRef(false)
  const id = draft?.previewId ?? null
  const choices = draft ? choicesOf(draft, plans) : ''
  const stale = draft !== null && draft.previewed !== choices
  const running = previewRun.busy && view.id === id
  const query = useQuery({
    queryKey: ['import', id],
    enabled: id !== null && !running,
    queryFn: ({ signal }) => importApi.read(id ?? '', signal),
  })

  const check = useCallback(async () => {
    if (!file || !draft) return
    setFailure(null)
    try {
      await previewRun.stop()
      const body = { ...startBody(draft, plans, headings), dryRun: true }
      const begun = await importApi.start(body, randomKey())
      await change({ previewId: begun.id, previewed: choicesOf(draft, plans) })
      void previewRun.send(begun, file, draft)
    } catch (error) {
      setFailure(error instanceof Error ? error : new Error(String(error)))
    }
  }, [file, draft, plans, headings, change])

  const found = query.data
  useEffect(() => {
    // Once a visit by itself; later changes are checked when a person says so.
    if (begun.current || state !== 'open' || plans.length === 0 || !file || !draft) return
    if (stale || id === null) {
      begun.current = true
      void check()
      return
    }
    if (running || !found) return
    begun.current = true
    // A reload stopped it halfway: it goes on where it was.
    if (found.state === 'running') void previewRun.send(found, file, draft)
    else if (found.state !== 'finished') void check()
  }, [state, plans, stale, id, running, found, file, draft, check])

  const { refetch } = query
  const ended = view.id === id && view.state === 'ended'
  useEffect(() => {
    if (ended) void refetch()
  }, [ended, refetch])

  return {
    result: !running && found?.state === 'finished' ? found : null,
    view,
    running,
    stale,
    failure: failure ?? query.error,
    check,
    stop,
  }
}
