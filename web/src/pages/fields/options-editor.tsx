import { trimMarks } from '@cardfile/openapi'
import { Button, Input, Popconfirm } from 'antd'
import { type ClipboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '@cardfile/openapi'
import { formatNumber } from '../../locales/format.ts'
import { DeleteOutlined, PlusOutlined } from '../../layout/icons.tsx'
import { moved } from '../../layout/moved.ts'
import { SortableList, useSortableRow } from '../../layout/sortable-list.tsx'
import { newOption, type OptionDraft } from './definition-draft.ts'
import { useFieldUsage } from './delete-field-dialog.tsx'
import { useSettingWords } from './type-words.ts'

interface OptionsEditorProps {
  field: Field | null
  options: OptionDraft[]
  reasons: readonly string[] | undefined
  onChange(options: OptionDraft[]): void
}

/** The options of a choice: added, renamed, moved, deleted; used ones say how many chose them. */
export function OptionsEditor({ field, options, reasons, onChange }: OptionsEditorProps) {
  const { t } = useTranslation()
  const { labelOf } = useSettingWords()
  const list = useRef<HTMLUListElement>(null)
  const usage = useFieldUsage(field ?? { id: 0 }, field !== null)
  const uses = new Map(usage.data?.options.map(({ id, contacts }) => [id, contacts]))
  const focusRow = (index: number) =>
    requestAnimationFrame(() => list.current?.querySelectorAll('input')[index]?.focus())
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
      <p className="cf-field-hint">{t('options.hint')}</p>
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

interface OptionRowProps {
  id: string
  n: number
  option: OptionDraft
  contacts: number
  onText(text: string): void
  onRemove(): void
  onEnter(): void
  onPasteLines(lines: string[]): void
}

function OptionRow(props: OptionRowProps) {
  const { id, n, option, contacts, onText, onRemove, onEnter, onPasteLines } = props
  const { t } = useTranslation()
  const { row, handle } = useSortableRow(option.rowId, {
    label: t('options.drag', { text: option.text || n }),
  })
  const paste = (event: ClipboardEvent) => {
    const lines = event.clipboardData.getData('text').split(/\r?\n/).map(trimMarks).filter(Boolean)
    const [first, ...others] = lines
    if (first === undefined || others.length === 0) return
    event.preventDefault()
    onPasteLines(lines)
  }
  const remove = (
    <Button
      type="text"
      icon={<DeleteOutlined />}
      aria-label={t('options.remove', { text: option.text || n })}
      {...(contacts > 0 ? {} : { onClick: onRemove })}
    />
  )
  return (
    <li {...row}>
      {handle}
      <Input
        id={id}
        aria-label={t('options.nth', { n })}
        value={option.text}
        onChange={(event) => onText(event.target.value)}
        onPaste={paste}
        onPressEnter={(event) => {
          event.preventDefault()
          onEnter()
        }}
      />
      {contacts > 0 && (
        <span className="cf-quiet cf-option-uses">
          {t('options.uses', { count: contacts, formatted: formatNumber(contacts) })}
        </span>
      )}
      {contacts > 0 ? (
        <Popconfirm
          title={t('options.usedTitle', { count: contacts, formatted: formatNumber(contacts) })}
          description={t('options.usedText')}
          okText={t('options.removeAnyway')}
          cancelText={t('actions.cancel')}
          onConfirm={onRemove}
        >
          {remove}
        </Popconfirm>
      ) : (
        remove
      )}
    </li>
  )
}
