import { Modal } from 'antd'
import { type ReactNode, useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type BlockerFunction, useBlocker } from 'react-router'
import { useHasBeen } from './use-has-been.ts'

/** What is asked, where it is not unsaved work that would be left. */
interface LeaveWords {
  title: string
  text: string
}

/**
 * Asks before unsaved work is left behind, by a link here or by closing the page.
 *
 * @returns `dialog` to render, and `release` to call right before leaving after a save
 */
export function useLeaveGuard(
  dirty: boolean,
  words?: LeaveWords,
): { dialog: ReactNode; release(): void } {
  const { t } = useTranslation()
  const released = useRef(false)
  // The router takes a new function only some time after the drawing. A key pressed right when "Saved" is
  // read must be judged by what is drawn.
  const unsaved = useRef(dirty)
  useLayoutEffect(() => {
    unsaved.current = dirty
  }, [dirty])
  const blocker = useBlocker(
    useCallback<BlockerFunction>(
      ({ currentLocation, nextLocation }) =>
        unsaved.current && !released.current && currentLocation.pathname !== nextLocation.pathname,
      [],
    ),
  )

  useEffect(() => {
    if (!dirty) return
    const warn = (event: BeforeUnloadEvent) => {
      if (!released.current) event.preventDefault()
    }
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [dirty])

  const release = useCallback(() => {
    released.current = true
  }, [])
  const isAsked = blocker.state === 'blocked'
  // A closed dialog takes as long to draw as some boxes of a form.
  const hasBeenAsked = useHasBeen(isAsked)
  const dialog = hasBeenAsked && (
    <Modal
      open={isAsked}
      title={words?.title ?? t('leave.title')}
      okText={t('leave.leave')}
      okButtonProps={{ danger: true }}
      cancelText={t('leave.stay')}
      onOk={() => blocker.proceed?.()}
      onCancel={() => blocker.reset?.()}
    >
      {words?.text ?? t('leave.text')}
    </Modal>
  )
  return { dialog, release }
}
