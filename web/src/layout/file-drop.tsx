import { Button, Spin } from 'antd'
import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../locales/format.ts'
import './file-drop.css'

interface FileDropProps {
  file: File | null
  busy: boolean
  /** As the `accept` of an input has it. */
  accepted: string
  icon: ReactNode
  /** What can be dropped, and below it in quiet text what else there is to know. */
  words: { drop: string; hint: string; choose: string; chooseOther: string }
  onChoose(file: File): void
}

/** A file by drop, or by the browser's own chooser. */
export function FileDrop({ file, busy, accepted, icon, words, onChoose }: FileDropProps) {
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
        {icon}
      </span>
      {file ? (
        <div>
          <strong>{file.name}</strong>{' '}
          <span className="cf-quiet">
            {t('layout.fileSize', { kilobytes: kilobytes(file.size) })}
          </span>
          {busy && <Spin size="small" className="cf-drop-busy" />}
        </div>
      ) : (
        <>
          <p>{words.drop}</p>
          <p className="cf-quiet">{words.hint}</p>
        </>
      )}
      <input
        ref={input}
        className="cf-hidden-text"
        type="file"
        tabIndex={-1}
        accept={accepted}
        aria-label={words.choose}
        onChange={(event) => {
          const chosen = event.target.files?.[0]
          if (chosen) onChoose(chosen)
          // Else choosing the same file after a change to it would go unnoticed.
          event.target.value = ''
        }}
      />
      <Button onClick={() => input.current?.click()}>
        {file ? words.chooseOther : words.choose}
      </Button>
    </div>
  )
}

function kilobytes(bytes: number): string {
  return formatNumber(Math.max(1, Math.round(bytes / 1024)))
}
