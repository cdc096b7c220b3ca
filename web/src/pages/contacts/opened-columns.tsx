import { Popover } from 'antd'
import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ColumnsEditor, type ColumnsEditorProps } from './columns-editor.tsx'

/** The editor of the columns beside its button, open as soon as it is there. */
export function OpenedColumns({
  children,
  ...props
}: ColumnsEditorProps & { children: ReactElement }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(true)
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      open={open}
      onOpenChange={setOpen}
      title={t('columns.title')}
      content={<ColumnsEditor {...props} />}
    >
      {children}
    </Popover>
  )
}
