import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Outlet } from 'react-router'
import { headingRowOf, type SheetRow } from '@cardfile/openapi/spreadsheet'
import { type Draft, draftOf, undecided } from './draft/draft.ts'
import { forget, keep, readKept } from './draft/draft-store.ts'
import { type OpenedFile, openFile } from './sheet/sheet-source.ts'
import { type Wizard, WizardContext } from './draft/use-wizard.ts'
import './imports.css'
import './wizard.css'

/** Rows that are looked at before anything is imported: for people, and to propose from. */
const looked = 1_000

type Known = Pick<Wizard, 'state' | 'file' | 'draft' | 'opened' | 'first' | 'failure' | 'kept'>

interface Held {
  worker: OpenedFile | null
  draft: Draft | null
  /** Counts what was opened, so that a slow file does not come up over one chosen after it. */
  turn: number
}

const nothing: Known = {
  state: 'none',
  file: null,
  draft: null,
  opened: null,
  first: [],
  failure: null,
  kept: true,
}

/** The four steps of an import around one file. The file is opened once, and again after a reload. */
export function ImportWizard() {
  return (
    <WizardProvider>
      <Outlet />
    </WizardProvider>
  )
}

function WizardProvider({ children }: { children: ReactNode }) {
  const [known, setKnown] = useState<Known>({ ...nothing, state: 'loading' })
  const holder = useRef<Held>({ worker: null, draft: null, turn: 0 })

  const open = useCallback(async (file: File, from: Draft | null): Promise<void> => {
    const held = holder.current
    const mine = ++held.turn
    held.draft = from
    setKnown({ ...nothing, state: 'opening', file, draft: from })
    held.worker?.close()
    held.worker = null
    try {
      const opened = await openFile(file, from?.text)
      if (mine !== held.turn) return opened.close()
      held.worker = opened
      const sheet = from?.sheet ?? opened.sheet
      const first = await opened.look(sheet, looked)
      if (mine !== held.turn) return
      held.draft = from ?? draftOf(file.name, sheet, first)
      const kept = await keep(from ? { draft: held.draft } : { file, draft: held.draft })
      if (mine !== held.turn) return
      setKnown({
        state: 'open',
        file,
        draft: held.draft,
        opened,
        first,
        failure: null,
        kept,
      })
    } catch (error) {
      if (mine !== held.turn) return
      const failure = error instanceof Error ? error.message : String(error)
      setKnown({ ...nothing, state: 'failed', file, draft: from, failure })
    }
  }, [])

  useEffect(() => {
    const held = holder.current
    const mine = held.turn
    void readKept().then((found) => {
      if (mine !== held.turn) return
      if (found) void open(found.file, found.draft)
      else setKnown(nothing)
    })
    return () => {
      held.turn++
      held.worker?.close()
    }
  }, [open])

  const change = useCallback(async (part: Partial<Draft>) => {
    const held = holder.current
    if (!held.draft) return
    const next = { ...held.draft, ...part }
    held.draft = next
    setKnown((now) => ({ ...now, draft: next }))
    await keep({ draft: next })
  }, [])

  const wizard = useMemo<Wizard>(
    () => ({
      ...known,
      choose: (file) => open(file, null),
      change,
      read: async ({ text, ...part }) => {
        const { file, draft: before, opened } = known
        if (!file || !before) return
        if (text) {
          await open(file, { ...before, ...undecided, text: { ...before.text, ...text } })
          return
        }
        let first: readonly SheetRow[] = known.first
        if (part.sheet !== undefined && opened) {
          first = await opened.look(part.sheet, looked)
          part.headingRow = headingRowOf(first)
        }
        await change({ ...part, ...undecided })
        setKnown((now) => ({ ...now, first }))
      },
      discard: async () => {
        const held = holder.current
        held.turn++
        held.worker?.close()
        held.worker = null
        held.draft = null
        setKnown(nothing)
        await forget()
      },
    }),
    [known, open, change],
  )
  return <WizardContext value={wizard}>{children}</WizardContext>
}
