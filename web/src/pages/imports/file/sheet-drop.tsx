import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { FileDrop } from '../../../layout/file-drop.tsx'
import { FileExcelOutlined, InboxOutlined } from '../../../layout/page-icons.tsx'

interface SheetDropProps {
  file: File | null
  busy: boolean
  onChoose(file: File): void
}

const accepted = '.xlsx,.csv,.tsv,.txt,.xls,.xlsb,.xlsm,.ods,.fods,.xml,.vcf'

/** A file of contacts by drop, by the browser's own chooser, or by pasting rows of a spreadsheet. */
export function SheetDrop({ file, busy, onChoose }: SheetDropProps) {
  const { t } = useTranslation()
  usePaste(onChoose, t('imports.pastedName'))
  return (
    <FileDrop
      file={file}
      busy={busy}
      accepted={accepted}
      icon={file ? <FileExcelOutlined /> : <InboxOutlined />}
      words={{
        drop: t('imports.drop'),
        hint: t('imports.paste'),
        choose: t('imports.choose'),
        chooseOther: t('imports.chooseOther'),
      }}
      onChoose={onChoose}
    />
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
