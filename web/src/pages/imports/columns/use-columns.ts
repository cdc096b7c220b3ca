import { trimMarks } from '@cardfile/openapi'
import { useMemo } from 'react'
import type { Cell } from '@cardfile/openapi'
import { cellText } from '@cardfile/openapi/spreadsheet'
import { useFields } from '../../../providers/fields.ts'
import type { ColumnPlan } from '../draft/draft.ts'
import { isUndecided, proposePlans } from './propose-plans.ts'
import { cellsOf, sampleOf, valuesOf } from '../sheet/sheet-sample.ts'
import { useWizard } from '../draft/use-wizard.ts'

const samplesShown = 3
const noPlans: ColumnPlan[] = []

interface FileColumn {
  heading: string
  cells: NonNullable<Cell>[]
  samples: string[]
}

/** The file's columns and where they go: as proposed, until a person decides. */
export function useColumns() {
  const { draft, first } = useWizard()
  const { fields, sections, error, retry } = useFields()
  const sample = useMemo(() => sampleOf(first, draft?.headingRow ?? 0), [first, draft?.headingRow])
  const proposed = useMemo(
    () => (fields.length > 0 ? proposePlans(sample, fields) : noPlans),
    [sample, fields],
  )
  const columns = useMemo<FileColumn[]>(
    () =>
      sample.headings.map((cell, index) => ({
        heading: trimMarks(cellText(cell) ?? ''),
        cells: cellsOf(sample, index),
        samples: valuesOf(sample, index, samplesShown),
      })),
    [sample],
  )
  const plans = draft?.plans ?? proposed
  const used = plans.flatMap(({ field }) => field ?? [])
  /** Places of the columns that somebody must still say something of. */
  const undecided = plans.flatMap((plan, index) => {
    const field = fields.find(({ key }) => key === plan.field)
    return field && isUndecided(plan, field, columns[index]?.cells ?? []) ? index : []
  })
  const ready = used.length > 0 && undecided.length === 0
  const { headings } = sample
  return { headings, columns, plans, used, undecided, ready, fields, sections, error, retry }
}
