import { App } from 'antd'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { forget, readKept } from '../pages/imports/draft/draft-store.ts'
import { signOut } from '../access/sign-in-api.ts'

/**
 * Ends the session and leaves nothing of it in this window or browser: whoever comes next may be
 * somebody else. A file that waits to be imported is the one thing that would be lost, so it asks.
 */
export function useSignOut(): () => Promise<void> {
  const { t } = useTranslation()
  const { modal, message } = App.useApp()
  return useCallback(async () => {
    const leave = async () => {
      try {
        await signOut()
        await forget()
        // A page loaded anew holds nothing that was read before.
        window.location.assign('/sign-in')
      } catch (error) {
        message.error(error instanceof Error ? error.message : String(error))
      }
    }
    const kept = await readKept()
    if (!kept) return leave()
    modal.confirm({
      title: t('account.signOutFileTitle'),
      content: t('account.signOutFile', { fileName: kept.file.name }),
      okText: t('account.signOut'),
      cancelText: t('actions.cancel'),
      onOk: leave,
    })
  }, [t, modal, message])
}
