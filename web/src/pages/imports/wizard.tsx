import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Outlet } from 'react-router'
import { headingRowOf } from '@cardfile/openapi/spreadsheet'
import { type Draft, draftOf, undecided } from './draft/draft.ts'
import { forget, keep, readKept } from './draft/draft-store.ts'
import { UnreadableFile } from './sheet/ask-worker.ts'
import type { FileReading } from './sheet/sheet-messages.ts'
import { type OpenedFile, openFile } from './sheet/sheet-source.ts'
import { type Wizard, WizardContext } from './draft/use-wizard.ts'
import './imports.css'
import './wizard.css'

type Known = Omit<Wizard, 'choose' | 'read' | 'change' | 'discard'>

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
  hiddenRows: { count: 0, whole: true },
  reading: {},
  text: null,
  failure: null,
  kept: true,
}

/** What a file is opened with: decisions about it, or how to read one that nothing was decided about. */
interface Opening {
  draft: Draft | null
  reading: FileReading
  /** The sheet that a person chose. */
  sheet?: number
}

/** The four steps of an import around one file. The file is opened once, and again after a reload. */
export function ImportWizard() {
  return (
    <WizardProvider>
      <Outlet />
    </WizardProvider>
  )
}

/** A sheet's beginning, or why it cannot be read; another one may be. */
async function look(
  opened: OpenedFile,
  sheet: number,
): Promise<Pick<Known, 'first' | 'hiddenRows' | 'failure'>> {
  try {
    const { rows: first, hidden: hiddenRows } = await opened.look(sheet)
    return { first, hiddenRows, failure: null }
  } catch (error) {
    return { first: [], hiddenRows: nothing.hiddenRows, failure: messageOf(error) }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function WizardProvider({ children }: { children: ReactNode }) {
  const [known, setKnown] = useState<Known>({ ...nothing, state: 'loading' })
  const holder = useRef<Held>({ worker: null, draft: null, turn: 0 })

  const open = useCallback(
    async (file: File, { draft, reading, sheet: chosen }: Opening): Promise<void> => {
      const held = holder.current
      const mine = ++held.turn
      held.draft = draft
      // How it is read can be set right again and again, whatever came of it.
      setKnown((now) => ({
        ...nothing,
        state: 'opening',
        file,
        draft,
        reading,
        text: now.file === file && now.text ? { ...now.text, ...reading } : null,
      }))
      held.worker?.close()
      held.worker = null
      try {
        const opened = await openFile(file, reading)
        if (mine !== held.turn) return opened.close()
        held.worker = opened
        const sheet = chosen ?? draft?.sheet ?? opened.sheet
        const { rows: first, hidden: hiddenRows } = await opened.look(sheet)
        if (mine !== held.turn) return
        held.draft = draft ?? draftOf(file.name, sheet, first, reading)
        const kept = await keep({ file, draft: held.draft })
        if (mine !== held.turn) return
        setKnown({
          ...nothing,
          state: 'open',
          file,
          draft: held.draft,
          opened,
          first,
          hiddenRows,
          reading,
          text: opened.text,
          kept,
        })
      } catch (error) {
        if (mine !== held.turn) return
        held.worker?.close()
        held.worker = null
        const isText = error instanceof UnreadableFile && error.isText
        setKnown((now) => ({
          ...nothing,
          state: 'failed',
          file,
          draft,
          reading,
          text: isText ? { ...now.text, ...reading } : null,
          failure: messageOf(error),
        }))
      }
    },
    [],
  )

  useEffect(() => {
    const held = holder.current
    const mine = held.turn
    void readKept().then((found) => {
      if (mine !== held.turn) return
      if (found) void open(found.file, { draft: found.draft, reading: found.draft.reading })
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
      choose: (file) => open(file, { draft: null, reading: {} }),
      change,
      read: async ({ reading: other, sheet, headingRow }) => {
        const { file, draft: before, opened } = known
        if (!file) return
        const reading = { ...known.reading, ...other }
        if (other) {
          const draft = before && { ...before, ...undecided, reading }
          await open(file, { draft, reading })
        } else if (sheet === undefined) {
          await change({ ...undecided, ...(headingRow === undefined ? {} : { headingRow }) })
        } else if (!opened || opened.closed) {
          await open(file, { draft: null, reading, sheet })
        } else {
          const mine = holder.current.turn
          const looked = await look(opened, sheet)
          // Another file may have been chosen meanwhile; this one's sheet is none of its business.
          if (mine !== holder.current.turn) return
          await change({ sheet, headingRow: headingRowOf(looked.first), ...undecided })
          setKnown((now) => ({ ...now, ...looked }))
        }
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
