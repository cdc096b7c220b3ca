import { Button } from 'antd'
import { startTransition, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TableOutlined } from '../../layout/icons.tsx'
import type { ColumnsEditorProps } from './columns-editor.tsx'
import { lazyPart } from '../../layout/lazy-part.tsx'

const load = () => import('./opened-columns.tsx').then((module) => module.OpenedColumns)
const OpenedColumns = lazyPart(load)

/** Which of the visible fields the table shows, and in which order. */
export function ColumnsMenu(props: ColumnsEditorProps) {
  const { t } = useTranslation()
  const [pressed, setPressed] = useState(false)
  const button = <Button icon={<TableOutlined />}>{t('columns.button')}</Button>
  return (
    <Suspense fallback={button}>
      {pressed ? (
        <OpenedColumns {...props} onNotLoaded={() => setPressed(false)}>
          {button}
        </OpenedColumns>
      ) : (
        <Button
          icon={<TableOutlined />}
          onPointerEnter={() => void load().catch(() => undefined)}
          onClick={() => startTransition(() => setPressed(true))}
        >
          {t('columns.button')}
        </Button>
      )}
    </Suspense>
  )
}
