import { Button, Spin } from 'antd'
import { type DragEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../../locales/format.ts'
import { FileExcelOutlined, InboxOutlined } from '../../../layout/page-icons.tsx'

interface FileDropProps {
  file: File | null
  busy: boolean
  onChoose(file: File): void
}

const accepted = '.xlsx,.csv,.tsv,.txt,.xls,.xlsb,.xlsm,.ods,.fods,.xml,.vcf'

/** A file by drop, by the browser's own chooser, or by pasting rows of a spreadsheet. */
export function FileDrop({ file, busy, onChoose }: FileDropProps) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  usePaste(onChoose, t('imports.pastedName'))
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const dropped = event.dataTransfer.files[0]
    if (dropped) onChoose(dropped)
  }
  return (
    <div
      className={`cf-drop${over ? ' cf-drop-over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <span className="cf-drop-icon" aria-hidden="true">
        {file ? <FileExcelOutlined /> : <InboxOutlined />}
      </span>
      {file ? (
        <div>
          <strong>{file.name}</strong>{' '}
          <span className="cf-quiet">{t('imports.size', { kilobytes: kilobytes(file.size) })}</span>
          {busy && <Spin size="small" className="cf-drop-busy" />}
        </div>
      ) : (
        <>
          <p>{t('imports.drop')}</p>
          <p className="cf-quiet">{t('imports.paste')}</p>
        </>
      )}
      <input
        ref={input}
        className="cf-hidden-text"
        type="file"
        tabIndex={-1}
        accept={accepted}
        aria-label={t('imports.choose')}
        onChange={(event) => {
          const chosen = event.target.files?.[0]
          if (chosen) onChoose(chosen)
          // Else choosing the same file after a change to it would go unnoticed.
          event.target.value = ''
        }}
      />
      <Button onClick={() => input.current?.click()}>
        {file ? t('imports.chooseOther') : t('imports.choose')}
      </Button>
    </div>
  )
}

/** Spreadsheets put copied cells on the clipboard as text with tabs, which is a TSV file. */
function usePaste(onPaste: (file: File) => void, name: string): void {
  const latest = useRef(onPaste)
  useEffect(() => {
    latest.current = onPaste
  }, [onPaste])
  useEffect(() => {
    const take = (event: ClipboardEvent) => {
      const into = event.target
      if (into instanceof HTMLElement && into.closest('input, textarea, [contenteditable]')) return
      const pasted = event.clipboardData?.files[0]
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (!pasted && text.trim() === '') return
      event.preventDefault()
      latest.current(pasted ?? new File([text], name, { type: 'text/tab-separated-values' }))
    }
    document.addEventListener('paste', take)
    return () => document.removeEventListener('paste', take)
  }, [name])
}

function kilobytes(bytes: number): string {
  return formatNumber(Math.max(1, Math.round(bytes / 1024)))
}
