import { Button } from 'antd'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { type Field, nameKey } from '@cardfile/openapi'
import { DownOutlined, UpOutlined } from '../../../layout/page-icons.tsx'
import type { Contact } from '../../../api/types.ts'
import { useShortcut } from '../../../keyboard/shortcuts-provider.tsx'
import type { ContactResult, ContactState } from '../../../providers/contact-result.ts'
import { focusRow, rowOf } from '../cells/cell-focus.ts'
import { ChannelList } from '../channel-list.tsx'
import { channelsOf } from '../channels.ts'
import { initialsOf } from '../initials.ts'
import { KnownValues } from '../known-values.tsx'
import '../contact-page.css'
import './side-panel.css'

interface SidePanelProps {
  fields: readonly Field[]
  contact: Contact
  /** The page of the list that it is in. */
  result: ContactResult
  onShow(id: string): void
  onClose(): void
}

/** A contact beside the list: the one whose row has the focus. */
export function SidePanel({ fields, contact, result, onShow, onClose }: SidePanelProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const panel = useRef<HTMLElement>(null)
  const name = String(contact.values[nameKey] ?? '')
  const at = result.ids.indexOf(contact.id)

  const follow = useEffectEvent(({ target }: FocusEvent) => {
    const id = target instanceof Element ? rowOf(target)?.dataset.contact : undefined
    if (id !== undefined && id !== contact.id) onShow(id)
  })
  useEffect(() => {
    const until = new AbortController()
    document.addEventListener('focusin', (event) => follow(event), { signal: until.signal })
    return () => until.abort()
  }, [])
  useEffect(() => {
    // What it returns is no function that cleans up: a promise, in browsers of late.
    void panel.current?.scrollTo(0, 0)
  }, [contact.id])
  useShortcut('back', onClose)
  const step = (by: -1 | 1) => {
    const id = result.ids[at + by]
    if (id === undefined) return
    onShow(id)
    // The row is brought into sight; the button keeps the focus for the next step.
    const button = document.activeElement
    focusRow(document.body, id)
    if (button instanceof HTMLElement && panel.current?.contains(button)) button.focus()
  }
  return (
    <aside ref={panel} className="cf-side-panel" aria-label={t('sidePanel.title')}>
      <div className="cf-side-panel-head">
        <span className="cf-avatar" aria-hidden="true">
          {initialsOf(name)}
        </span>
        <h2 aria-live="polite">
          <bdi>{name || t('contacts.one')}</bdi>
        </h2>
      </div>
      <div className="cf-row">
        <Button
          size="small"
          type="primary"
          onClick={() =>
            navigate(`/contacts/${contact.id}`, { state: { result } satisfies ContactState })
          }
        >
          {t('sidePanel.open')}
        </Button>
        <span className="cf-space" />
        <Button
          size="small"
          icon={<UpOutlined />}
          aria-label={t('result.previous')}
          disabled={at <= 0}
          onClick={() => step(-1)}
        />
        <Button
          size="small"
          icon={<DownOutlined />}
          aria-label={t('result.next')}
          disabled={at >= result.ids.length - 1}
          onClick={() => step(1)}
        />
        <Button size="small" onClick={onClose}>
          {t('actions.close')}
        </Button>
      </div>
      <ChannelList channels={channelsOf(contact, fields)} />
      <KnownValues fields={fields} contact={contact} />
    </aside>
  )
}
