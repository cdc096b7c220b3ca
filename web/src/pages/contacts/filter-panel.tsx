import { Button } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Field, type Filter, readFilter } from '@cardfile/openapi'
import { wordsOf } from '../../locales/reason-words.ts'
import {
  conditionsIn,
  type DraftGroup,
  type DraftPart,
  draftOf,
  filterOf,
  filterOfCondition,
  newCondition,
  withPart,
} from './filter-draft.ts'
import { FilterGroup } from './filter-group.tsx'
import './filter-panel.css'

interface FilterPanelProps {
  fields: readonly Field[]
  filter: Filter | null
  onApply(filter: Filter | null): void
}

/** Builds a filter: conditions and groups of them, all or any of which are to be met. */
export function FilterPanel({ fields, filter, onApply }: FilterPanelProps) {
  const { t } = useTranslation()
  const form = useRef<HTMLFormElement>(null)
  const choosable = fields.filter(({ visible }) => visible)
  const [draft, setDraft] = useState(() => startingDraft(filter, choosable))
  const [errors, setErrors] = useState<ReadonlyMap<number, string>>(new Map())

  /** What was added gets the focus; where something was taken out, what adds. */
  const focusOn = (selector: string) =>
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>(selector)?.focus())
  const setPart = (rowId: number, changed: DraftPart | null) => {
    setErrors(new Map())
    if (rowId === draft.rowId) {
      if (changed && 'parts' in changed) setDraft(changed)
      return
    }
    setDraft(withPart(draft, rowId, changed))
    if (changed === null) focusOn('[data-adds]')
  }
  const add = (group: DraftGroup, part: DraftPart) => {
    const grown = { ...group, parts: [...group.parts, part] }
    setPart(group.rowId, grown)
    focusOn(`[data-part="${part.rowId}"] input`)
  }
  const apply = () => {
    const found = conditionErrors(draft, fields)
    setErrors(found)
    if (found.size === 0) onApply(filterOf(draft))
  }

  return (
    <form
      ref={form}
      className="cf-card cf-filter"
      aria-label={t('filter.title')}
      onSubmit={(event) => {
        event.preventDefault()
        apply()
      }}
    >
      <FilterGroup
        root={draft}
        group={draft}
        depth={0}
        fields={choosable}
        errors={errors}
        onAdd={add}
        onPart={setPart}
      />
      <div className="cf-row">
        <span className="cf-space" />
        <Button type="text" onClick={() => onApply(null)}>
          {t('filter.clear')}
        </Button>
        <Button type="primary" htmlType="submit">
          {t('filter.apply')}
        </Button>
      </div>
    </form>
  )
}

function startingDraft(filter: Filter | null, fields: readonly Field[]): DraftGroup {
  const draft = draftOf(filter)
  return draft.parts.length > 0 ? draft : { ...draft, parts: fields.slice(0, 1).map(newCondition) }
}

/** What the contract says of each condition, by row. */
function conditionErrors(draft: DraftGroup, fields: readonly Field[]) {
  const errors = new Map<number, string>()
  for (const condition of conditionsIn(draft)) {
    const verdict = readFilter(filterOfCondition(condition), fields)
    if ('errors' in verdict)
      errors.set(condition.rowId, Object.values(wordsOf(verdict.errors)).flat().join('; '))
  }
  return errors
}
