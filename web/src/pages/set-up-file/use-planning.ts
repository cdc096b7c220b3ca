import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { planSetUp, type Prune, type SetUpDocument, type SetUpPlan } from '../../api/set-up.ts'
import { readSetUpFile } from './read-set-up-file.ts'

const nothing: Prune = { roles: [], sections: [], fields: [], views: [] }

interface Planned {
  file: File
  document: SetUpDocument | null
  prune: Prune
  plan: SetUpPlan | null
  /** Whether there is a plan of the document alone: then it is for what was chosen beside that there is none. */
  isPlannable: boolean
  failure: Error | null
}

type Asked = Pick<Planned, 'file' | 'prune' | 'isPlannable'> & { document: SetUpDocument }

/** A file that was chosen, and what applying it would do; a new choice takes the place of the one before. */
export function usePlanning() {
  const { t } = useTranslation()
  const [planned, setPlanned] = useState<Planned | null>(null)
  const [busy, setBusy] = useState(false)
  const asking = useRef<AbortController>(null)
  useEffect(() => () => asking.current?.abort(), [])

  const begin = () => {
    asking.current?.abort()
    asking.current = new AbortController()
    setBusy(true)
    return asking.current.signal
  }
  const plan = async (asked: Asked, signal: AbortSignal) => {
    try {
      const made = await planSetUp(asked.document, asked.prune, signal)
      if (!signal.aborted) setPlanned({ ...asked, plan: made, isPlannable: true, failure: null })
    } catch (error) {
      const failure = error instanceof Error ? error : new Error(String(error))
      if (!signal.aborted) setPlanned({ ...asked, plan: null, failure })
    }
    if (!signal.aborted) setBusy(false)
  }
  const again = async (prune: Prune) => {
    if (!planned?.document) return
    const { file, document, isPlannable } = planned
    setPlanned({ ...planned, prune })
    await plan({ file, document, prune, isPlannable }, begin())
  }
  return {
    planned,
    busy,
    async choose(file: File) {
      const signal = begin()
      const before = { file, document: null, prune: nothing, plan: null, isPlannable: false }
      setPlanned({ ...before, failure: null })
      const text = await file.text().catch(() => null)
      const document = text === null ? null : readSetUpFile(text)
      if (signal.aborted) return
      if (document) return plan({ file, document, prune: nothing, isPlannable: false }, signal)
      // It may have been moved since it was chosen.
      const why = text === null ? 'imports.unreadable' : 'setUpFile.noSetUp'
      setPlanned({ ...before, failure: new Error(t(why)) })
      setBusy(false)
    },
    /** Has what is not in the file deleted, as far as it is named. */
    setPrune: (prune: Prune) => again(prune),
    again: () => again(planned?.prune ?? nothing),
    discard() {
      asking.current?.abort()
      setBusy(false)
      setPlanned(null)
    },
  }
}

export type Planning = ReturnType<typeof usePlanning>
