import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { nameKey } from '@cardfile/openapi'
import { randomKey } from '../../api/random-key.ts'
import { undoMerge, type Unmerged, useMergesChanged } from '../../providers/merges.ts'

/** Seconds for which one can take back what one has just done. */
const shownFor = 10

/** Says that contacts were merged, with a way back, and that a merge was taken back. */
export function useMergeNotices() {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const changed = useMergesChanged()
  const unmerged = ({ restored }: Unmerged) => {
    message.success({
      content: (
        <>
          {t('merging.undone')}{' '}
          {restored.map(({ id, values }) => (
            <Link key={id} to={`/contacts/${id}`}>
              <bdi>{String(values[nameKey] ?? '') || t('contacts.one')}</bdi>{' '}
            </Link>
          ))}
        </>
      ),
      duration: shownFor,
    })
  }
  const merged = (mergeId: string, name: string) => {
    const toast = `merge ${mergeId}`
    const key = randomKey()
    const undo = async () => {
      message.destroy(toast)
      try {
        unmerged(await undoMerge(mergeId, key))
        await changed()
      } catch (error) {
        message.error(error instanceof Error ? error.message : String(error))
      }
    }
    message.success({
      key: toast,
      content: (
        <>
          {t('merging.merged', { name })}{' '}
          <Button type="link" size="small" onClick={() => void undo()}>
            {t('merging.undo')}
          </Button>
        </>
      ),
      duration: shownFor,
    })
  }
  return { merged, unmerged }
}
