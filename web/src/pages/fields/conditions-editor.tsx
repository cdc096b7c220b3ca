import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  conditionNames,
  type ConditionName,
  conditionOperators,
  type EditableProperty,
  type Field,
  type Filter,
  isConditionInput,
  isOperandFor,
  type Reasons,
} from '@cardfile/openapi'
import { LockOutlined, PlusOutlined } from '../../layout/icons.tsx'
import {
  type DraftGroup,
  type DraftPart,
  draftOf,
  filterOf,
  newCondition,
  newGroup,
  withPart,
} from '../contacts/filter-draft.ts'
import { FilterGroup } from '../contacts/filter-group.tsx'
import { useFields } from '../../providers/fields.ts'
import { ConditionsTrial } from './conditions-trial.tsx'
import { type DefinitionDraft, previewOf } from './definition-draft.ts'
import { hasConditions } from './trial.ts'
import '../contacts/filter-panel.css'
import './conditions-editor.css'

interface ConditionsEditorProps {
  draft: DefinitionDraft
  /** The stored definition; null for a new field. */
  field: Field | null
  fields: readonly Field[]
  errors: Reasons
  lock(property: EditableProperty): string | null
  onChange(part: Partial<DefinitionDraft>): void
}

/** When the field is there, required or read only: each a sentence that the filter's builder makes. */
export function ConditionsEditor(props: ConditionsEditorProps) {
  const { t } = useTranslation()
  const { sections } = useFields()
  const { draft, field } = props
  const section = sections.find(({ id }) => id === draft.section)
  const standing: Field = {
    ...previewOf(draft, field),
    sectionVisibleWhen: section?.visibleWhen ?? null,
  }
  return (
    <fieldset className="cf-conditions">
      <legend>{t('conditions.title')}</legend>
      {conditionNames.map((name) => (
        <ConditionEditor key={name} {...props} name={name} />
      ))}
      {hasConditions(standing) && <ConditionsTrial draft={standing} fields={props.fields} />}
    </fieldset>
  )
}

const hints = {
  visibleWhen: 'conditions.visibleHint',
  requiredWhen: 'conditions.requiredHint',
  readOnlyWhen: 'conditions.readOnlyHint',
} as const satisfies Record<ConditionName, string>

function ConditionEditor({
  name,
  draft,
  field,
  fields,
  errors,
  lock,
  onChange,
}: ConditionsEditorProps & { name: ConditionName }) {
  const { t } = useTranslation()
  const id = `property-${name}`
  const locked = lock(name)
  const isUnseen = field?.unseenConditions?.includes(name) ?? false
  // One that decides whether the field is there cannot look at the field itself.
  const inputs = fields.filter(
    (one) => isConditionInput(one) && (name !== 'visibleWhen' || one.id !== field?.id),
  )
  const filter = draft[name]
  const set = (next: Filter | null) => onChange({ [name]: next })
  const label = t(`conditions.${name}`)
  return (
    <Condition
      id={id}
      label={label}
      hint={locked ?? t(isUnseen ? 'conditions.unseen' : hints[name])}
      filter={filter}
      inputs={inputs}
      locked={locked !== null}
      fixed={locked !== null || isUnseen}
      reasons={errors[name]}
      onChange={set}
    />
  )
}

interface ConditionProps {
  id: string
  label: string
  hint: string
  /** Null for none. */
  filter: Filter | null
  /** Fields that it may look at. */
  inputs: readonly Field[]
  /** Whether the hint says why it cannot be set. */
  locked: boolean
  /** Whether none can be set. */
  fixed?: boolean
  reasons: readonly string[] | undefined
  onChange(filter: Filter | null): void
}

/** What a condition begins as: one of the first field that it may look at. */
export function firstCondition(inputs: readonly Field[]): Filter | null {
  return filterOf(newGroup('and', inputs.slice(0, 1).map(newCondition)))
}

/** A condition, as a sentence that the filter's builder makes; set and taken away by a button. */
export function Condition(props: ConditionProps) {
  const { id, label, hint, filter, inputs, locked, fixed = locked, reasons, onChange } = props
  const { t } = useTranslation()
  return (
    <div
      className="cf-condition"
      id={filter === null ? undefined : id}
      data-property={id}
      role="group"
      aria-labelledby={`${id}-label`}
    >
      <div className="cf-row">
        <span className="cf-flag-name" id={`${id}-label`}>
          {label}
        </span>
        <span className="cf-space" />
        {filter === null && !fixed && (
          <Button
            id={id}
            type="link"
            size="small"
            icon={<PlusOutlined />}
            aria-describedby={`${id}-label`}
            disabled={inputs.length === 0}
            onClick={() => onChange(firstCondition(inputs))}
          >
            {t('conditions.add')}
          </Button>
        )}
        {filter !== null && (
          <Button
            type="link"
            size="small"
            aria-describedby={`${id}-label`}
            onClick={() => onChange(null)}
          >
            {t('conditions.take')}
          </Button>
        )}
      </div>
      {filter !== null && (
        <ConditionRows label={label} filter={filter} inputs={inputs} onChange={onChange} />
      )}
      {reasons && (
        <p className="cf-field-error" id={`${id}-error`}>
          {t('form.reason', { label, reason: reasons.join('; ') })}
        </p>
      )}
      <p className="cf-field-hint">
        {locked && <LockOutlined aria-hidden="true" />} {hint}
      </p>
    </div>
  )
}

interface ConditionRowsProps {
  label: string
  filter: Filter
  inputs: readonly Field[]
  onChange(filter: Filter | null): void
}

const noErrors: ReadonlyMap<number, string> = new Map()

function ConditionRows({ label, filter, inputs, onChange }: ConditionRowsProps) {
  // Rows keep what a filter has no place for: which one is which while it is typed.
  const [draft, setDraft] = useState(() => draftOf(filter))
  const change = (next: DraftGroup) => {
    setDraft(next)
    onChange(filterOf(next))
  }
  const setPart = (rowId: number, changed: DraftPart | null) => {
    if (rowId !== draft.rowId) change(withPart(draft, rowId, changed))
    else if (changed && 'parts' in changed) change(changed)
  }
  return (
    <FilterGroup
      root={draft}
      group={draft}
      depth={0}
      fields={inputs}
      errors={noErrors}
      joinLabel={label}
      choices={{
        operators: conditionOperators,
        operands: (one) => inputs.filter((other) => isOperandFor(one, other)),
      }}
      onAdd={(group, part) => setPart(group.rowId, { ...group, parts: [...group.parts, part] })}
      onPart={setPart}
    />
  )
}
