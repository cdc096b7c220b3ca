import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { randomKey } from '../api/random-key.ts'

/** Seconds for which one can take back what one has just done. */
const shownFor = 10

/** Says that something was done, with a way back. */
export function useUndoToast() {
  const { t } = useTranslation()
  const { message } = App.useApp()
  /** @param undo fails with the reason why it could not be taken back */
  return (text: string, undo: () => Promise<unknown>) => {
    const key = `undo ${randomKey()}`
    const takeBack = async () => {
      message.destroy(key)
      try {
        await undo()
        message.success(t('actions.undone'))
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        message.error(t('actions.notUndone', { reason }))
      }
    }
    message.success({
      key,
      content: (
        <>
          <span>{text}</span>{' '}
          <Button type="link" size="small" onClick={() => void takeBack()}>
            {t('actions.undo')}
          </Button>
        </>
      ),
      duration: shownFor,
    })
  }
}
