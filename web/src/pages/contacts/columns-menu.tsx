import { Button, Checkbox, Popover } from 'antd'
import { useTranslation } from 'react-i18next'
import { type Field, nameKey } from '@cardfile/openapi'
import { TableOutlined } from '../../layout/icons.tsx'
import { KindMarker } from '../../field-form/kind-marker.tsx'

interface ColumnsMenuProps {
  fields: readonly Field[]
  columns: readonly string[] | null
  onChange(columns: string[] | null): void
}

/** Which of the visible fields the table shows. */
export function ColumnsMenu({ fields, columns, onChange }: ColumnsMenuProps) {
  const { t } = useTranslation()
  const visible = fields.filter(({ visible }) => visible)
  const shown = new Set(columns ?? visible.map(({ key }) => key))
  const toggle = (key: string, on: boolean) => {
    const next = visible.filter((field) => (field.key === key ? on : shown.has(field.key)))
    onChange(next.length === visible.length ? null : next.map((field) => field.key))
  }
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      title={t('columns.title')}
      content={
        <div className="cf-columns">
          <ul>
            {visible.map((field) => (
              <li key={field.key}>
                <Checkbox
                  checked={field.key === nameKey || shown.has(field.key)}
                  disabled={field.key === nameKey}
                  onChange={(event) => toggle(field.key, event.target.checked)}
                >
                  <span className="cf-columns-name">
                    {field.name} <KindMarker kind={field.kind} />
                  </span>
                </Checkbox>
              </li>
            ))}
          </ul>
          <div className="cf-row">
            <Button size="small" disabled={columns === null} onClick={() => onChange(null)}>
              {t('columns.all')}
            </Button>
            <Button size="small" onClick={() => onChange([nameKey])}>
              {t('columns.none')}
            </Button>
          </div>
        </div>
      }
    >
      <Button icon={<TableOutlined />}>{t('columns.button')}</Button>
    </Popover>
  )
}
