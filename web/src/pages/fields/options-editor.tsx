import { Button } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type Field, type Filter, isConditionInput } from '@cardfile/openapi'
import { PlusOutlined } from '../../layout/icons.tsx'
import { moved } from '../../layout/moved.ts'
import { SortableList } from '../../layout/sortable-list.tsx'
import { newOption, type OptionDraft } from './definition-draft.ts'
import { useFieldUsage } from './delete-field-dialog.tsx'
import { OptionRow } from './option-row.tsx'
import { useSettingWords } from './type-words.ts'

interface OptionsEditorProps {
  /** The stored definition; null for a new field. */
  field: Field | null
  /** All of them, which the options' conditions may look at. */
  fields: readonly Field[]
  options: OptionDraft[]
  reasons: readonly string[] | undefined
  onChange(options: OptionDraft[]): void
}

/**
 * The options of a choice: added, renamed, moved, deleted, offered to some contacts alone; used ones say how
 * many chose them.
 */
export function OptionsEditor({ field, fields, options, reasons, onChange }: OptionsEditorProps) {
  const { t } = useTranslation()
  const { labelOf } = useSettingWords()
  const list = useRef<HTMLUListElement>(null)
  const usage = useFieldUsage(field ?? { id: 0 }, field !== null)
  const uses = new Map(usage.data?.options.map(({ id, contacts }) => [id, contacts]))
  const isUnseen = field?.unseenConditions?.includes('options') ?? false
  const inputs = isUnseen
    ? []
    : fields.filter((one) => isConditionInput(one) && one.id !== field?.id)
  const setWhen = (index: number, option: OptionDraft, when: Filter | null) => {
    const before = field?.options?.find(({ id }) => id === option.id)?.when
    // Null takes a stored one away; what was never stored is as it was.
    const { when: _, ...always } = option
    onChange(options.with(index, (when ?? before) ? { ...option, when } : always))
  }
  const focusRow = (index: number) =>
    requestAnimationFrame(() =>
      list.current?.querySelectorAll<HTMLElement>('.cf-option-text')[index]?.focus(),
    )
  const insert = (at: number, ...added: OptionDraft[]) => {
    onChange(options.toSpliced(at, 0, ...added))
    focusRow(at + added.length - 1)
  }
  const pasteLines = (at: number, lines: string[]) => {
    // Pasted into an empty row, the lines take its place.
    const replaced = options[at]?.text === '' ? 1 : 0
    onChange(
      options.toSpliced(at + 1 - replaced, replaced, ...lines.map((line) => newOption(line))),
    )
    focusRow(at - replaced + lines.length)
  }

  return (
    <fieldset className="cf-options" data-property="property-options">
      <legend>{labelOf('options')}</legend>
      <p className="cf-field-hint">
        {t('options.hint')} {isUnseen && t('options.unseen')}
      </p>
      <SortableList
        items={options.map(({ rowId, text }, index) => ({
          id: rowId,
          name: text || `${index + 1}`,
        }))}
        onMove={(from, to) => onChange(moved(options, from, to))}
      >
        <ul ref={list}>
          {options.map((option, index) => (
            <OptionRow
              key={option.rowId}
              id={index === 0 ? 'property-options' : `option-${option.rowId}`}
              n={index + 1}
              option={option}
              contacts={option.id === undefined ? 0 : (uses.get(option.id) ?? 0)}
              onText={(text) => onChange(options.with(index, { ...option, text }))}
              inputs={inputs}
              onWhen={(when) => setWhen(index, option, when)}
              onRemove={() => onChange(options.toSpliced(index, 1))}
              onEnter={() => insert(index + 1, newOption())}
              onPasteLines={(lines) => pasteLines(index, lines)}
            />
          ))}
        </ul>
      </SortableList>
      {reasons && (
        <p className="cf-field-error" id="property-options-error">
          {t('form.reason', { label: labelOf('options'), reason: reasons.join('; ') })}
        </p>
      )}
      <Button icon={<PlusOutlined />} onClick={() => insert(options.length, newOption())}>
        {t('options.add')}
      </Button>
    </fieldset>
  )
}
