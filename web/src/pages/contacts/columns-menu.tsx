import { Button, Popover, Spin } from 'antd'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '@cardfile/openapi'
import { TableOutlined } from '../../layout/icons.tsx'
import type { Columns } from './use-columns.ts'

const ColumnsEditor = lazy(() =>
  import('./columns-editor.tsx').then((module) => ({ default: module.ColumnsEditor })),
)

interface ColumnsMenuProps {
  fields: readonly Field[]
  columns: Columns
}

/** Which of the visible fields the table shows, and in which order. */
export function ColumnsMenu({ fields, columns }: ColumnsMenuProps) {
  const { t } = useTranslation()
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      title={t('columns.title')}
      content={
        <Suspense fallback={<Spin />}>
          <ColumnsEditor fields={fields} columns={columns} />
        </Suspense>
      }
    >
      <Button icon={<TableOutlined />}>{t('columns.button')}</Button>
    </Popover>
  )
}
