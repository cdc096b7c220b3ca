import { App, Button, Space } from 'antd'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DownloadOutlined, EllipsisOutlined } from '../../layout/icons.tsx'
import { useDownload } from '../../access/use-download.ts'
import { addressOf, answered, client } from '../../api/client.ts'
import type { Schemas } from '../../api/types.ts'
import { save } from '../../api/download.ts'
import { type ExportSelection, narrowedBy } from '../exports/export-request.ts'
import type { ContactsView } from './view-state.ts'
import { lazyPart } from '../../layout/lazy-part.tsx'

const ExportDialog = lazyPart(() =>
  import('../exports/export-dialog.tsx').then((module) => module.ExportDialog),
)

/** Export All at once, and beside it what to export otherwise: columns, format, what is shown. */
export function ExportAllButton({ view }: { view: ContactsView }) {
  const { t } = useTranslation()
  const download = useDownload()
  return (
    <Space.Compact>
      <Button
        icon={<DownloadOutlined />}
        onClick={() =>
          download(addressOf('/api/v1/exports/contacts', { query: { format: 'xlsx' } }))
        }
      >
        {t('exports.all')}
      </Button>
      <OptionsButton view={view} selection={null} label={t('exports.options')} />
    </Space.Compact>
  )
}

interface ExportSelectedProps extends ExportSelection {
  view: ContactsView
}

export function ExportSelectedButton({ view, ids, allMatching }: ExportSelectedProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const download = useDownload()
  const [busy, setBusy] = useState(false)
  const exportNow = async () => {
    if (allMatching) {
      download(
        addressOf('/api/v1/exports/contacts', { query: { format: 'xlsx', ...narrowedBy(view) } }),
      )
      return
    }
    setBusy(true)
    try {
      const body: Schemas['ContactExport'] = { ids: [...ids], format: 'xlsx' }
      const asked = client.POST('/api/v1/exports/contacts', { body, parseAs: 'blob' })
      save(await answered(asked), 'contacts.xlsx')
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Space.Compact>
      <Button icon={<DownloadOutlined />} loading={busy} onClick={exportNow}>
        {t('exports.selected')}
      </Button>
      <OptionsButton
        view={view}
        selection={{ ids, allMatching }}
        label={t('exports.selectedOptions')}
      />
    </Space.Compact>
  )
}

interface OptionsButtonProps {
  view: ContactsView
  selection: ExportSelection | null
  label: string
}

function OptionsButton({ view, selection, label }: OptionsButtonProps) {
  const columnKeys = view.columns?.map(({ field }) => field) ?? null
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button
        icon={<EllipsisOutlined />}
        aria-label={label}
        aria-haspopup="dialog"
        onClick={() => setAsking(true)}
      />
      {asking && (
        <Suspense>
          <ExportDialog
            view={{ ...view, columns: columnKeys }}
            selection={selection}
            onClose={() => setAsking(false)}
          />
        </Suspense>
      )}
    </>
  )
}
