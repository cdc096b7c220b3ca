import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DownloadOutlined } from '../../layout/icons.tsx'
import type { ContactsView } from './view-state.ts'

const ExportDialog = lazy(() =>
  import('../exports/export-dialog.tsx').then(({ ExportDialog }) => ({ default: ExportDialog })),
)

/** Asks what to export: all contacts, or what search and filter show. */
export function ExportAllButton({ view }: { view: ContactsView }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button icon={<DownloadOutlined />} onClick={() => setAsking(true)}>
        {t('exports.button')}
      </Button>
      {asking && (
        <Suspense>
          <ExportDialog view={view} selection={null} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </>
  )
}

interface ExportSelectedProps {
  view: ContactsView
  ids: readonly string[]
  /** True where all that match are selected. */
  allMatching: boolean
}

export function ExportSelectedButton({ view, ids, allMatching }: ExportSelectedProps) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button icon={<DownloadOutlined />} onClick={() => setAsking(true)}>
        {t('exports.selected')}
      </Button>
      {asking && (
        <Suspense>
          <ExportDialog
            view={view}
            selection={{ ids, allMatching }}
            onClose={() => setAsking(false)}
          />
        </Suspense>
      )}
    </>
  )
}
