import { Button, Input, Popconfirm } from 'antd'
import type { ClipboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { type Field, type Filter, trimMarks } from '@cardfile/openapi'
import { DeleteOutlined } from '../../layout/icons.tsx'
import { BranchesOutlined } from '../../layout/page-icons.tsx'
import { useSortableRow } from '../../layout/sortable-list.tsx'
import { formatNumber } from '../../locales/format.ts'
import { Condition, firstCondition } from './conditions-editor.tsx'
import type { OptionDraft } from './definition-draft.ts'

interface OptionRowProps {
  id: string
  n: number
  option: OptionDraft
  contacts: number
  onText(text: string): void
  /** Fields that a condition of it may look at. */
  inputs: readonly Field[]
  onWhen(when: Filter | null): void
  onRemove(): void
  onEnter(): void
  onPasteLines(lines: string[]): void
}

/** One option of a choice, and when it is offered. */
export function OptionRow(props: OptionRowProps) {
  const { id, n, option, contacts, inputs, onText, onWhen, onRemove, onEnter, onPasteLines } = props
  const { t } = useTranslation()
  const { row, handle } = useSortableRow(option.rowId, {
    label: t('options.drag', { text: option.text || n }),
  })
  const whenId = `when-${option.rowId}`
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
  const text = option.text || n
  const when = option.when ?? null
  const line = (
    <div className="cf-option-line">
      {handle}
      <Input
        id={id}
        className="cf-option-text"
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
      {when === null && inputs.length > 0 && (
        <Button
          type="text"
          icon={<BranchesOutlined />}
          title={t('options.setWhen', { text })}
          aria-label={t('options.setWhen', { text })}
          onClick={() => {
            onWhen(firstCondition(inputs))
            requestAnimationFrame(() =>
              document.querySelector<HTMLElement>(`#${whenId} [role=combobox]`)?.focus(),
            )
          }}
        />
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
    </div>
  )
  return (
    <li {...row}>
      {line}
      {when !== null && (
        <Condition
          id={whenId}
          label={t('options.offeredWhen', { text })}
          hint={t('options.whenHint')}
          filter={when}
          inputs={inputs}
          locked={false}
          reasons={undefined}
          onChange={onWhen}
        />
      )}
    </li>
  )
}
