import { Alert, Button } from 'antd'
import {
  type RefObject,
  type SubmitEvent,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
} from 'react'
import { useTranslation } from 'react-i18next'
import { type Field, nameKey } from '@cardfile/openapi'
import { useMay } from '../../../access/may.tsx'
import type { Contact } from '../../../api/types.ts'
import { focusFirstControl } from '../../../field-form/field-form.tsx'
import { FieldItem } from '../../../field-form/field-item.tsx'
import { identitiesErrorPath, valuePath } from '../../../field-form/form-model.ts'
import { fieldName } from '../../../locales/contract-words.ts'
import { StaleDialog } from '../stale-dialog.tsx'
import { useContactSaving } from '../use-contact-saving.ts'
import { useUndoChange } from '../use-undo-change.ts'
import { type CellPlace, cellAt } from './cell-focus.ts'
import { isEditable } from './is-editable.ts'
import type { Step } from './use-cell-editing.ts'
import '../../../layout/form.css'
import './cell-editor.css'

interface CellEditorProps {
  list: RefObject<HTMLElement | null>
  fields: readonly Field[]
  field: Field
  contact: Contact
  onClose(step: Step): void
}

const stay: Step = [0, 0]

/**
 * A contact's value where it stands in the table, with the field's own control and by all rules of the
 * contact: Enter and Tab save it and go on, Escape takes it back, a click elsewhere saves it.
 */
export function CellEditor(props: CellEditorProps) {
  const { list, fields, field, contact, onClose } = props
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const form = useRef<HTMLFormElement>(null)
  const next = useRef(stay)
  const undoable = useUndoChange()
  const { draft, base, busy, failure, stale, ...saving } = useContactSaving({
    fields,
    stored: contact,
    form,
    onSaved: (saved, _, before) => {
      undoable(t('cells.saved', { field: fieldName(field) }), before ?? contact, saved)
      onClose(next.current)
    },
  })
  const mayEdit = useMay()('edit_contacts')
  const locked = !mayEdit || !isEditable(field)
  const name = String(contact.values[nameKey] ?? '')

  usePlaceOver(box, list, { id: contact.id, key: field.key })
  useEffect(() => {
    if (!focusFirstControl(box.current)) box.current?.focus()
    if (document.activeElement instanceof HTMLInputElement) document.activeElement.select()
  }, [])

  const save = async (step: Step) => {
    next.current = step
    if (draft.dirty && !locked) await saving.save()
    else onClose(step)
  }
  const leave = useEffectEvent((event: PointerEvent) => {
    const { target } = event
    const isBeside = target instanceof Element && target.closest(beside) !== null
    if (!isBeside && !busy) void save(stay)
  })
  const hear = useEffectEvent((event: KeyboardEvent) => {
    const step = event.isComposing ? null : stepOf(event, box.current)
    if (step === null) return
    event.preventDefault()
    if (step === 'back') onClose(stay)
    else if (!busy) void save(step)
  })
  useEffect(() => {
    const until = new AbortController()
    const { signal } = until
    document.addEventListener('pointerdown', (event) => leave(event), { signal })
    box.current?.addEventListener('keydown', (event) => hear(event), { signal })
    return () => until.abort()
  }, [])
  const errors = [
    ...(draft.errors[valuePath(field.key)] ?? []),
    ...(field.kind === 'I' && draft.errors[identitiesErrorPath] ? [t('identities.missing')] : []),
  ]
  const others = Object.entries(draft.errors).filter(
    ([path]) => path !== valuePath(field.key) && path !== identitiesErrorPath,
  )
  const problem =
    failure ?? (others.length > 0 ? others.flatMap(([, reasons]) => reasons).join('; ') : null)
  return (
    <>
      <div
        ref={box}
        className="cf-cell-editor"
        role="dialog"
        aria-label={t('cells.edit', { field: fieldName(field), name })}
        tabIndex={-1}
      >
        <form
          ref={form}
          noValidate
          onSubmit={(event: SubmitEvent) => {
            event.preventDefault()
            void save(stay)
          }}
        >
          <FieldItem
            field={field}
            value={draft.values[field.key] ?? null}
            reasons={errors}
            conflicts={draft.conflicts.filter((conflict) => conflict.field === field.key)}
            existing
            contactId={contact.id}
            disabled={locked}
            onChange={draft.set}
            onBlur={draft.blur}
          />
          {locked && <p className="cf-field-hint">{t('cells.locked')}</p>}
          {problem && <Alert type="error" showIcon message={problem} />}
          <div className="cf-cell-actions">
            <Button size="small" tabIndex={-1} onClick={() => onClose(stay)}>
              {t(locked ? 'actions.close' : 'actions.cancel')}
            </Button>
            {!locked && (
              <Button size="small" type="primary" htmlType="submit" tabIndex={-1} loading={busy}>
                {t('actions.save')}
              </Button>
            )}
          </div>
        </form>
      </div>
      {stale && base && <StaleDialog fields={fields} base={base} stale={stale} busy={busy} />}
    </>
  )
}

/** What belongs to the editor, or lies above it. */
const beside =
  '.cf-cell-editor, .ant-modal-root, .ant-select-dropdown, .ant-popover, .ant-message, .ant-tooltip'

/** What a key means in the editor; null where it is for the control. */
function stepOf(event: KeyboardEvent, box: HTMLElement | null): Step | 'back' | null {
  const { key, shiftKey, target } = event
  const from = target instanceof HTMLElement ? target : null
  if (!from || from.getAttribute('aria-expanded') === 'true') return null
  const by = shiftKey ? -1 : 1
  if (key === 'Escape') return 'back'
  if (key === 'Enter') {
    const isOwn = from.matches('textarea, a, button') && !event.ctrlKey && !event.metaKey
    return isOwn ? null : [by, 0]
  }
  return key === 'Tab' && from === lastStop(box, shiftKey) ? [0, by] : null
}

/** What Tab leads out of the editor from. */
function lastStop(box: HTMLElement | null, backwards: boolean): Element | null {
  const stops = [
    ...(box?.querySelectorAll<HTMLElement>('input, textarea, select, button, a[href]') ?? []),
  ].filter((stop) => stop.tabIndex >= 0 && !stop.matches(':disabled') && stop.checkVisibility())
  const tabbed = stops.filter((stop) => !isOfSameChoice(stop))
  const found = backwards ? tabbed.at(0) : tabbed.at(-1)
  return found ?? (document.activeElement === box ? box : null)
}

/** Of buttons of which one is chosen, the focus comes to the chosen one alone. */
function isOfSameChoice(stop: HTMLElement): boolean {
  return stop.matches('[type="radio"]') && stop !== document.activeElement
}

/** Pixels between the editor and the edge of the window. */
const margin = 8

/** Keeps a box over a cell, within the window. */
function usePlaceOver(
  box: RefObject<HTMLElement | null>,
  list: RefObject<HTMLElement | null>,
  { id, key }: CellPlace,
): void {
  useLayoutEffect(() => {
    const place = () => {
      const cell = cellAt(list.current, { id, key })
      if (!box.current || !cell) return
      const over = cell.getBoundingClientRect()
      const set = (name: string, pixels: number) =>
        box.current?.style.setProperty(name, `${pixels}px`)
      set('width', Math.max(over.width, 300))
      const { width, height } = box.current.getBoundingClientRect()
      const isRtl = getComputedStyle(cell).direction === 'rtl'
      const left = isRtl ? over.right - width : over.left
      set('left', within(left, window.innerWidth - width))
      set('top', within(over.top, window.innerHeight - height))
    }
    place()
    const until = new AbortController()
    const { signal } = until
    window.addEventListener('scroll', place, { capture: true, passive: true, signal })
    window.addEventListener('resize', place, { signal })
    const sized = new ResizeObserver(place)
    if (box.current) sized.observe(box.current)
    return () => {
      until.abort()
      sized.disconnect()
    }
  }, [box, list, id, key])
}

function within(wanted: number, most: number): number {
  return Math.max(margin, Math.min(wanted, most - margin))
}
