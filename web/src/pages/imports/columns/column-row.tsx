import { Select, Tag } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  bySection,
  type Cell,
  type Field,
  isComputed,
  type Section,
  takesSeveralColumns,
} from '@cardfile/openapi'
import { fieldName } from '../../../locales/contract-words.ts'
import { isFound, nearness, newField } from './field-search.ts'
import { columnLetters } from '@cardfile/openapi/spreadsheet'
import { useMay } from '../../../access/may.tsx'
import { KindMarker } from '../../../field-form/kind-marker.tsx'
import { ColumnOptionsEditor } from './column-options.tsx'
import type { ColumnPlan, MatchedBy } from '../draft/draft.ts'
import { planFor } from './propose-plans.ts'

interface ColumnRowProps {
  index: number
  /** Blank where the column has none. */
  heading: string
  /** What the column holds in the rows that were looked at. */
  cells: readonly NonNullable<Cell>[]
  samples: readonly string[]
  plan: ColumnPlan
  fields: readonly Field[]
  sections: readonly Section[]
  /** Keys of fields that other columns have. */
  taken: ReadonlySet<string>
  onChange(plan: ColumnPlan): void
  onNewField(): void
}

/** A field, or a section with its fields. */
interface Choice {
  value?: string
  title: string
  name?: string
  disabled?: boolean
  label: ReactNode
  options?: Choice[]
}

const ignored = ''

/** A column of the file beside the field it goes to. */
export function ColumnRow(props: ColumnRowProps) {
  const { index, heading, cells, samples, plan, fields, sections, taken, onChange, onNewField } =
    props
  const { t } = useTranslation()
  const may = useMay()
  const [typed, setTyped] = useState('')
  const field = fields.find(({ key }) => key === plan.field) ?? null
  const name = heading || t('imports.columnName', { letters: columnLetters(index + 1) })
  const choose = (value: string) => {
    if (value === newField) return onNewField()
    const chosen = fields.find(({ key }) => key === value)
    onChange(chosen ? planFor(chosen, cells, 'person') : { field: null, by: 'person', options: {} })
  }
  const options = (some: readonly Field[]): Choice[] =>
    some.map((one) => ({
      value: one.key,
      title: `${fieldName(one)} ${one.key}`,
      name: one.name,
      disabled: (taken.has(one.key) && !takesSeveralColumns(one)) || one.editable === false,
      label: (
        <span className="cf-row">
          <KindMarker kind={one.kind} /> {fieldName(one)}
          {one.editable === false && <span className="cf-quiet">{t('imports.notYours')}</span>}
        </span>
      ),
    }))
  const settable = fields.filter((one) => !isComputed(one))
  const sectioned = bySection(settable, sections).flatMap<Choice>(({ section, fields: some }) => {
    if (section === null) return options(some)
    return some.length > 0 ? [{ title: '', label: section.name, options: options(some) }] : []
  })
  return (
    <li>
      <div>
        <div className="cf-row">
          <span className="cf-heading-text">{name}</span>
          {plan.by && !isLeftOut(plan.by) && field && <Tag>{t(`imports.by.${plan.by}`)}</Tag>}
          {plan.options.namePart && <Tag>{t(`imports.nameParts.${plan.options.namePart}`)}</Tag>}
        </div>
        {plan.by && isLeftOut(plan.by) && (
          <p className="cf-quiet">{t(`imports.leftOut.${plan.by}`)}</p>
        )}
        <div className="cf-mapping-values">
          {samples.length === 0
            ? t('imports.blankColumn')
            : samples.map((text) => (
                <span key={text} dir="auto">
                  {text}
                </span>
              ))}
        </div>
      </div>
      <div className="cf-mapping-target">
        <Select<string, Choice>
          showSearch
          aria-label={t('imports.fieldOf', { column: name })}
          value={plan.field ?? ignored}
          filterOption={(search, option) => isFound(search, option, fields)}
          filterSort={(one, other, { searchValue }) =>
            nearness(searchValue, one) - nearness(searchValue, other)
          }
          options={[
            { value: ignored, title: t('imports.ignore'), label: t('imports.ignore') },
            ...(may('manage_fields')
              ? [{ value: newField, title: t('imports.newField'), label: t('imports.newField') }]
              : []),
            // What is found is sorted by how near it is, which goes across sections.
            ...(typed === '' ? sectioned : options(settable)),
          ]}
          onSearch={setTyped}
          onChange={choose}
        />
        {field && (
          <ColumnOptionsEditor
            column={name}
            field={field}
            cells={cells}
            options={plan.options}
            onChange={(options) => onChange({ ...plan, options })}
          />
        )}
      </div>
    </li>
  )
}

function isLeftOut(by: MatchedBy): by is 'label' | 'duplicate' {
  return by === 'label' || by === 'duplicate'
}
