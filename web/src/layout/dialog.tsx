import { Modal, type ModalProps } from 'antd'
import { type RefObject, useEffect, useRef } from 'react'

interface DialogProps extends Omit<ModalProps, 'open' | 'onCancel'> {
  /** Gets the focus afterwards, where what opened the dialog is gone by then: an entry of a menu. */
  returnTo?: RefObject<HTMLElement | null> | undefined
  onClose(): void
}

/** A dialog that exists while it is rendered: takes the focus, and gives it back where it came from. */
export function Dialog({ returnTo, onClose, keyboard = true, children, ...props }: DialogProps) {
  const content = useRef<HTMLDivElement>(null)
  const openers = useRef<Openers>(null)
  openers.current ??= openersNow()
  useEffect(
    () => () => {
      const back = [returnTo?.current, ...(openers.current ?? [])]
      // The dialog is taken away first; until then it holds the focus.
      requestAnimationFrame(() => giveBack(back))
    },
    [returnTo],
  )
  const hasOpened = useRef(false)
  useEscapeUntil(hasOpened, keyboard ? onClose : undefined)
  const focusFirst = () => {
    hasOpened.current = true
    content.current
      ?.querySelector<HTMLElement>('[data-autofocus], input:not([readonly]), textarea')
      ?.focus()
  }
  return (
    <Modal
      {...props}
      keyboard={keyboard}
      open
      focusTriggerAfterClose={false}
      onCancel={onClose}
      afterOpenChange={(open) => open && focusFirst()}
    >
      <div ref={content} className="cf-stack">
        {children}
      </div>
    </Modal>
  )
}

/** As long as a dialog is opening the focus is elsewhere, and antd hears Escape only where the focus is within. */
function useEscapeUntil(hasOpened: RefObject<boolean>, onEscape: (() => void) | undefined): void {
  const latest = useRef(onEscape)
  useEffect(() => {
    latest.current = onEscape
  })
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (hasOpened.current || event.key !== 'Escape' || event.isComposing) return
      event.preventDefault()
      event.stopPropagation()
      latest.current?.()
    }
    document.addEventListener('keydown', hear, true)
    return () => document.removeEventListener('keydown', hear, true)
  }, [hasOpened])
}

/** What had the focus, and, where that stood in a dialog that may make way for this one, its opener. */
type Openers = readonly (Element | null)[]

let lastOpeners: Openers = []

function openersNow(): Openers {
  const active = document.activeElement
  // In a dialog that is being sent nothing can have the focus.
  const hasFocus = active !== document.body
  const isInDialog = hasFocus
    ? active?.closest('[role="dialog"]')
    : document.querySelector('[role="dialog"] [inert]')
  const opener = hasFocus ? [active] : []
  lastOpeners = isInDialog ? [...opener, ...lastOpeners] : opener
  return lastOpeners
}

function giveBack(candidates: readonly (Element | null | undefined)[]): void {
  const back = candidates.find((one) => one instanceof HTMLElement && one.isConnected)
  const open = [...document.querySelectorAll<HTMLElement>('.ant-modal')]
  const covered = open.some(
    (dialog) => dialog.offsetParent !== null && !dialog.contains(back ?? null),
  )
  if (back instanceof HTMLElement && !covered) back.focus()
}
