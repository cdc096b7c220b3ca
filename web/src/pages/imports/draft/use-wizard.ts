import { createContext, useContext } from 'react'
import type { SheetRow } from '@cardfile/openapi/spreadsheet'
import type { Draft } from './draft.ts'
import type { OpenedFile } from '../sheet/sheet-source.ts'
import type { FileReading, HiddenRows } from '../sheet/sheet-messages.ts'

/** The wizard's file and decisions, shared by its steps. */
export interface Wizard {
  /** `none` as long as no file is chosen or kept. */
  state: 'loading' | 'none' | 'opening' | 'open' | 'failed'
  file: File | null
  draft: Draft | null
  opened: OpenedFile | null
  /** The first rows of the chosen sheet. */
  first: readonly SheetRow[]
  /** Hidden ones of the chosen sheet, as far as it was looked at. */
  hiddenRows: HiddenRows
  /** How a person said it is to be read. */
  reading: FileReading
  /** How a text is read, or was tried to be; null for other files. */
  text: { encoding?: string; delimiter?: string } | null
  /** Why the file, or with `open` the chosen sheet of it, cannot be read. */
  failure: string | null
  /** False where this browser keeps nothing: then a reload loses the file. */
  kept: boolean
  choose(file: File): Promise<void>
  /** Another sheet, another heading row: what was decided about columns and rows begins anew. */
  read(part: { sheet?: number; headingRow?: number; reading?: FileReading }): Promise<void>
  change(part: Partial<Draft>): Promise<void>
  discard(): Promise<void>
}

export const WizardContext = createContext<Wizard | null>(null)

export function useWizard(): Wizard {
  const wizard = useContext(WizardContext)
  if (!wizard) throw new Error('a step of the import stands outside of it')
  return wizard
}
