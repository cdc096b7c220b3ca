import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Cell } from '@cardfile/openapi'
import { activeRun } from '../run/active-run.ts'
import type { ColumnPlan } from '../draft/draft.ts'
import { importApi } from '../run/import-api.ts'
import { startBody } from './start-body.ts'
import { useWizard } from '../draft/use-wizard.ts'
import { randomKey } from '../../../api/random-key.ts'

/** Begins the import and goes to its page, where it is seen. */
export function useStart() {
  const { file, draft, change } = useWizard()
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [starting, setStarting] = useState(false)
  const [failure, setFailure] = useState<Error | null>(null)
  // The same for a second try of the same start: an answer that got lost must not begin two imports.
  const last = useRef({ body: '', key: '' })

  const start = useCallback(
    async (plans: readonly ColumnPlan[], headings: readonly Cell[]) => {
      if (!file || !draft) return
      if (activeRun.busy) return setFailure(new Error(t('imports.busy')))
      setStarting(true)
      setFailure(null)
      try {
        const body = startBody(draft, plans, headings)
        const text = JSON.stringify(body)
        if (last.current.body !== text) last.current = { body: text, key: randomKey() }
        const begun = await importApi.start(body, last.current.key)
        await change({ importId: begun.id })
        void activeRun.send(begun, file, draft)
        await navigate(`/import/${begun.id}`)
      } catch (error) {
        setFailure(error instanceof Error ? error : new Error(String(error)))
      } finally {
        setStarting(false)
      }
    },
    [file, draft, change, navigate, t],
  )
  return { start, starting, failure }
}
