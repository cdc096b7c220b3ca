import { Popover } from 'antd'
import { type ReactElement, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ColumnsEditor, type ColumnsEditorProps } from './columns-editor.tsx'

/** The editor of the columns beside its button, open as soon as it is there. */
export function OpenedColumns({
  children,
  ...props
}: ColumnsEditorProps & { children: ReactElement }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(true)
  useEffect(() => {
    if (!open) return
    const until = new AbortController()
    const hear = ({ key, defaultPrevented }: KeyboardEvent) => {
      if (key === 'Escape' && !defaultPrevented) setOpen(false)
    }
    document.addEventListener('keydown', hear, { signal: until.signal })
    return () => until.abort()
  }, [open])
  return (
    <Popover
      trigger="click"
      placement="bottom"
      open={open}
      onOpenChange={setOpen}
      title={t('columns.title')}
      content={<ColumnsEditor {...props} />}
    >
      {children}
    </Popover>
  )
}
