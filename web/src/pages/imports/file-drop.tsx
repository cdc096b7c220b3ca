import { Button, Spin } from 'antd'
import { type DragEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FileExcelOutlined, InboxOutlined } from '../../layout/icons.tsx'

interface FileDropProps {
  file: File | null
  busy: boolean
  onChoose(file: File | null): void
}

const accepted = '.xlsx,.csv,.tsv,.txt,.xls,.xlsb,.xlsm,.ods'

/** A file by drop or by the browser's own chooser. */
export function FileDrop({ file, busy, onChoose }: FileDropProps) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
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
        <p>{t('imports.drop')}</p>
      )}
      <input
        ref={input}
        className="cf-hidden-text"
        type="file"
        tabIndex={-1}
        accept={accepted}
        aria-label={t('imports.choose')}
        onChange={(event) => {
          onChoose(event.target.files?.[0] ?? null)
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

function kilobytes(bytes: number): string {
  return Math.max(1, Math.round(bytes / 1024)).toLocaleString()
}
