import { App, Button, Dropdown, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatSort } from '@cardfile/openapi'
import { DownloadOutlined, EllipsisOutlined } from '../../layout/icons.tsx'
import { apiUrl, requestFile } from '../../providers/api.ts'
import { download, save } from '../../providers/download.ts'
import { type ContactsView, isNarrowed } from './view-state.ts'

type Format = 'xlsx' | 'csv'

/** Export All, and beside it the other formats and what the filter shows. */
export function ExportAllButton({ view }: { view: ContactsView }) {
  const { t } = useTranslation()
  const all = (format: Format) => download(apiUrl('/exports/contacts', { format }))
  const shown = (format: Format) =>
    download(
      apiUrl('/exports/contacts', {
        format,
        q: view.q,
        filter: view.filter ? JSON.stringify(view.filter) : undefined,
        sort: formatSort(view.sorters),
      }),
    )
  return (
    <Space.Compact>
      <Button icon={<DownloadOutlined />} onClick={() => all('xlsx')}>
        {t('exports.all')}
      </Button>
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        menu={{
          items: [
            { key: 'csv', label: t('exports.allCsv'), onClick: () => all('csv') },
            { type: 'divider' },
            {
              key: 'shown',
              label: t('exports.shown'),
              disabled: !isNarrowed(view),
              onClick: () => shown('xlsx'),
            },
            {
              key: 'shownCsv',
              label: t('exports.shownCsv'),
              disabled: !isNarrowed(view),
              onClick: () => shown('csv'),
            },
          ],
        }}
      >
        <Button icon={<EllipsisOutlined />} aria-label={t('exports.more')} />
      </Dropdown>
    </Space.Compact>
  )
}

interface ExportSelectedProps {
  view: ContactsView
  ids: readonly string[]
  /** True where all that match are selected: then the file comes as a stream. */
  allMatching: boolean
}

export function ExportSelectedButton({ view, ids, allMatching }: ExportSelectedProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const exportAs = async (format: Format) => {
    if (allMatching) {
      const filter = view.filter ? JSON.stringify(view.filter) : undefined
      download(apiUrl('/exports/contacts', { format, q: view.q, filter }))
      return
    }
    setBusy(true)
    try {
      const body = { ids, format }
      save(await requestFile('/exports/contacts', { method: 'POST', body }), `contacts.${format}`)
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Space.Compact>
      <Button icon={<DownloadOutlined />} loading={busy} onClick={() => exportAs('xlsx')}>
        {t('exports.selected')}
      </Button>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [{ key: 'csv', label: t('exports.selectedCsv'), onClick: () => exportAs('csv') }],
        }}
      >
        <Button icon={<EllipsisOutlined />} aria-label={t('exports.moreSelected')} />
      </Dropdown>
    </Space.Compact>
  )
}
