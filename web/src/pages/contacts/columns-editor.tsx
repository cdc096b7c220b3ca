import { Button, Checkbox, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { type Field, nameKey } from '@cardfile/openapi'
import { usePreferences } from '../../access/preferences.tsx'
import { fieldName } from '../../locales/contract-words.ts'
import { KindMarker } from '../../field-form/kind-marker.tsx'
import { PushpinOutlined } from '../../layout/page-icons.tsx'
import { moved } from '../../layout/moved.ts'
import { SortableList, useSortableRow } from '../../layout/sortable-list.tsx'
import type { Columns } from './use-columns.ts'

export interface ColumnsEditorProps {
  fields: readonly Field[]
  columns: Columns
}

/** The columns that are shown, in their order, then the others. */
export function ColumnsEditor({ fields, columns }: ColumnsEditorProps) {
  const { t } = useTranslation()
  const { preferences, prefer } = usePreferences()
  const shown = columns.drawn.map(({ field }) => field)
  const keys = shown.map(({ key }) => key)
  const visible = fields.filter((field) => field.visible)
  const others = visible.filter(({ key }) => !keys.includes(key))
  const toggle = (key: string, on: boolean) =>
    columns.show(on ? [...keys, key] : keys.filter((one) => one !== key))
  return (
    <div className="cf-columns">
      <div className="cf-columns-lists">
        <SortableList
          items={shown}
          onMove={(from, to) => columns.show(moved(keys, from, Math.max(1, to)))}
        >
          <ul>
            {shown.map((field) => (
              <ShownColumn
                key={field.key}
                field={field}
                pinned={columns.arranged.some((one) => one.field === field.key && one.pinned)}
                onPin={(pinned) => columns.pin(field.key, pinned)}
                onHide={() => toggle(field.key, false)}
              />
            ))}
          </ul>
        </SortableList>
        <ul>
          {others.map((field) => (
            <li key={field.key} className="cf-column-line">
              <span className="cf-drag" />
              <Checkbox checked={false} onChange={() => toggle(field.key, true)}>
                <ColumnName field={field} />
              </Checkbox>
            </li>
          ))}
        </ul>
      </div>
      <div className="cf-row cf-density">
        <span aria-hidden="true">{t('columns.density')}</span>
        <Segmented
          aria-label={t('columns.density')}
          size="small"
          value={preferences.density}
          onChange={(density) => prefer({ density })}
          options={[
            { value: 'comfortable' as const, label: t('columns.comfortable') },
            { value: 'compact' as const, label: t('columns.compact') },
          ]}
        />
      </div>
      <div className="cf-row">
        <Button size="small" disabled={columns.areUsual} onClick={() => columns.show(null)}>
          {t('columns.usual')}
        </Button>
        <Button
          size="small"
          disabled={others.length === 0}
          onClick={() => columns.show([...keys, ...others.map(({ key }) => key)])}
        >
          {t('columns.all')}
        </Button>
        <Button size="small" onClick={() => columns.show([nameKey])}>
          {t('columns.none')}
        </Button>
      </div>
    </div>
  )
}

interface ShownColumnProps {
  field: Field
  pinned: boolean
  onPin(pinned: boolean): void
  onHide(): void
}

function ShownColumn({ field, pinned, onPin, onHide }: ShownColumnProps) {
  const { t } = useTranslation()
  const isName = field.key === nameKey
  const { row, handle, dragged } = useSortableRow(field.id, {
    label: t('columns.move', { name: fieldName(field) }),
    disabled: isName,
  })
  return (
    <li {...row} className={`cf-column-line${dragged ? ' cf-column-dragged' : ''}`}>
      {handle}
      <Checkbox checked disabled={isName} onChange={onHide}>
        <ColumnName field={field} />
      </Checkbox>
      {!isName && (
        <Button
          type="text"
          size="small"
          className="cf-column-pin"
          icon={<PushpinOutlined />}
          aria-label={t('columns.pin', { name: fieldName(field) })}
          aria-pressed={pinned}
          onClick={() => onPin(!pinned)}
        />
      )}
    </li>
  )
}

function ColumnName({ field }: { field: Field }) {
  return (
    <span className="cf-columns-name">
      <bdi>{fieldName(field)}</bdi> <KindMarker kind={field.kind} />
    </span>
  )
}
