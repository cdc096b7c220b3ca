import { Modal } from 'antd'
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { type Field, nameKey } from '@cardfile/openapi'
import type { Contact } from '../api/types.ts'
import { SearchOutlined } from '../layout/icons.tsx'
import type { ContactState } from '../providers/contact-result.ts'
import { useFields } from '../providers/fields.ts'
import { entriesFor, type Entry, entryGroups } from './entries.ts'
import { useEntries } from './use-entries.ts'
import { mostFound, useFoundContacts } from './use-found-contacts.ts'
import './palette.css'

interface PaletteProps {
  entriesHere: { readonly current: readonly Entry[] }
  /** What was typed last. */
  text: string
  onText(text: string): void
  onSignOut(): void
  onClose(): void
}

/**
 * Goes anywhere by a few letters: to a contact, a page, a field of the form, an action. A combobox with
 * its list (WAI-ARIA Authoring Practices, Combobox): the focus stays in the box.
 */
export function Palette({ entriesHere, text, onText, onSignOut, onClose }: PaletteProps) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const opener = useRef(document.activeElement)
  const [active, setActive] = useState(0)
  /** Enter came before the contacts did. */
  const [isHasty, setIsHasty] = useState(false)
  const [here] = useState(() => entriesHere.current)
  const fixed = useEntries(onSignOut)
  const { found, isSettled } = useContactEntries(text)
  const entries = useMemo(
    () => [...found, ...entriesFor(text, [...here, ...fixed])],
    [found, text, here, fixed],
  )
  const chosen = entries[Math.min(active, entries.length - 1)]

  const close = () => {
    onClose()
    requestAnimationFrame(() => (opener.current as HTMLElement | null)?.focus?.())
  }
  const run = useCallback(
    (entry: Entry) => {
      onClose()
      // The dialog is taken away first; until then it holds the focus.
      requestAnimationFrame(entry.run)
    },
    [onClose],
  )
  useEffect(() => {
    if (!isHasty || !isSettled) return
    setIsHasty(false)
    if (chosen) run(chosen)
  }, [isHasty, isSettled, chosen, run])
  useEffect(() => {
    document.getElementById(optionId(chosen))?.scrollIntoView({ block: 'nearest' })
  }, [chosen])

  const type = (next: string) => {
    onText(next)
    setActive(0)
    setIsHasty(false)
  }
  const move = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const last = entries.length - 1
    const to = { ArrowDown: active + 1, ArrowUp: active - 1 }[event.key]
    if (to !== undefined) setActive(to > last ? 0 : to < 0 ? last : to)
    else if (event.key === 'Enter' && (isSettled || active > 0) && chosen) run(chosen)
    else if (event.key === 'Enter') setIsHasty(true)
    else return
    event.preventDefault()
  }

  return (
    <Modal
      open
      closable={false}
      footer={null}
      width={600}
      style={{ top: 'min(12vh, 110px)' }}
      className="cf-palette"
      // Read out, not shown: the box says the same.
      title={t('palette.title')}
      styles={{ header: { display: 'none' } }}
      focusTriggerAfterClose={false}
      transitionName=""
      maskTransitionName=""
      onCancel={close}
      afterOpenChange={(open) => open && input.current?.select()}
    >
      <div className="cf-palette-box">
        <SearchOutlined className="cf-quiet" />
        <input
          ref={input}
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-autocomplete="list"
          aria-activedescendant={optionId(chosen)}
          aria-label={t('palette.title')}
          placeholder={t('palette.placeholder')}
          autoComplete="off"
          spellCheck={false}
          dir="auto"
          maxLength={256}
          value={text}
          onChange={(event) => type(event.target.value)}
          onKeyDown={move}
        />
      </div>
      <div
        className="cf-palette-list"
        id="palette-list"
        role="listbox"
        aria-label={t('palette.title')}
      >
        {entryGroups.map((group) => {
          const its = entries.filter((entry) => entry.group === group)
          if (its.length === 0) return null
          return (
            <div key={group} role="group" aria-labelledby={`palette-${group}`}>
              <p className="cf-palette-group" id={`palette-${group}`}>
                {t(`palette.groups.${group}`)}
              </p>
              {its.map((entry) => (
                <Option
                  key={entry.id}
                  entry={entry}
                  active={entry === chosen}
                  onRun={() => run(entry)}
                  onPoint={() => setActive(entries.indexOf(entry))}
                />
              ))}
            </div>
          )
        })}
      </div>
      <p className="cf-palette-foot" role="status">
        {isSettled && entries.length === 0 ? t('palette.none') : t('palette.hint')}
      </p>
    </Modal>
  )
}

function optionId(entry: Entry | undefined): string {
  return entry ? `palette-option-${entry.id}` : ''
}

interface OptionProps {
  entry: Entry
  active: boolean
  onRun(): void
  onPoint(): void
}

function Option({ entry, active, onRun, onPoint }: OptionProps) {
  return (
    <button
      type="button"
      // The keys of an option are those of its box.
      tabIndex={-1}
      id={optionId(entry)}
      className="cf-palette-option"
      role="option"
      aria-selected={active}
      onPointerMove={onPoint}
      onClick={onRun}
    >
      <bdi>{entry.label}</bdi>
      {entry.detail && <bdi className="cf-quiet">{entry.detail}</bdi>}
    </button>
  )
}

/** The contacts that a text finds, and the way to all of them in the table. */
function useContactEntries(text: string): { found: Entry[]; isSettled: boolean } {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { fields } = useFields()
  const { shown, isSettled } = useFoundContacts(text)
  const found = useMemo(() => {
    if (!shown) return []
    const search = new URLSearchParams({ q: text.trim() }).toString()
    const state: ContactState = {
      result: {
        fromList: false,
        search,
        page: 1,
        pageSize: mostFound,
        total: shown.totalIsExact ? shown.total : null,
        ids: shown.data.map(({ id }) => id),
      },
    }
    const contacts = shown.data.map((contact): Entry => ({
      id: contact.id,
      group: 'contacts',
      label: String(contact.values[nameKey] ?? ''),
      detail: identityShown(fields, contact, text),
      run: () => void navigate(`/contacts/${contact.id}`, { state }),
    }))
    const all: Entry = {
      id: 'all',
      group: 'contacts',
      label: t('palette.all', { text: text.trim() }),
      run: () => void navigate(`/contacts?${search}`),
    }
    return shown.data.length > 0 ? [...contacts, all] : []
  }, [shown, fields, text, navigate, t])
  return { found, isSettled }
}

/** The identity that was looked for, else the first there is. */
function identityShown(
  fields: readonly Field[],
  { values }: Contact,
  text: string,
): string | undefined {
  const identities = fields
    .filter(({ kind, visible }) => kind === 'I' && visible)
    .flatMap(({ key }) => (values[key] as string[] | null | undefined) ?? [])
  const q = text.trim().toLowerCase()
  return identities.find((one) => one.toLowerCase().includes(q)) ?? identities[0]
}
