import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Field, Filter } from '@cardfile/openapi'
import { useMay } from '../../access/may.tsx'
import {
  AuditOutlined,
  DeleteOutlined,
  FilterOutlined,
  SolutionOutlined,
} from '../../layout/icons.tsx'
import { ColumnsMenu } from './columns-menu.tsx'
import { SearchInput } from './search-input.tsx'
import { SortSelect } from './sort-select.tsx'
import type { Columns } from './use-columns.ts'
import type { ContactsView } from './view-state.ts'

interface ToolbarProps {
  view: ContactsView
  fields: readonly Field[]
  columns: Columns
  filtering: boolean
  onFiltering(open: boolean): void
  /** Whether a contact is shown beside the list. */
  beside: boolean
  onBeside(): void
  onChange(part: Partial<ContactsView>, how?: { replace: boolean }): void
}

export function Toolbar(props: ToolbarProps) {
  const { view, fields, columns, filtering, onFiltering, beside, onBeside, onChange } = props
  const { t } = useTranslation()
  const navigate = useNavigate()
  const may = useMay()
  const conditions = conditionsIn(view.filter)
  return (
    <div className="cf-toolbar">
      <SearchInput
        label={t('contacts.search')}
        q={view.q}
        onChange={(q) => onChange({ q }, { replace: true })}
      />
      <Button
        icon={<FilterOutlined />}
        aria-expanded={filtering}
        onClick={() => onFiltering(!filtering)}
      >
        {conditions === 0 ? t('filter.button') : t('filter.buttonCount', { count: conditions })}
      </Button>
      <ColumnsMenu fields={fields} columns={columns} />
      <Button
        className="cf-beside-button"
        icon={<SolutionOutlined />}
        aria-pressed={beside}
        onClick={onBeside}
      >
        {t('sidePanel.title')}
      </Button>
      <SortSelect
        fields={columns.drawn.map(({ field }) => field)}
        sorters={view.sorters}
        onSort={(sorters) => onChange({ sorters })}
      />
      {(may('edit_contacts') || may('delete_contacts')) && (
        <Button
          type="text"
          className="cf-toolbar-end"
          icon={<AuditOutlined />}
          onClick={() => navigate('/contacts/bulk-changes')}
        >
          {t('bulk.past')}
        </Button>
      )}
      <Button
        type="text"
        className="cf-toolbar-end"
        icon={<DeleteOutlined />}
        onClick={() => navigate('/contacts/trash')}
      >
        {t('trash.title')}
      </Button>
    </div>
  )
}

function conditionsIn(filter: Filter | null): number {
  if (!filter) return 0
  if ('field' in filter) return 1
  return filter.value.reduce((sum, inner) => sum + conditionsIn(inner), 0)
}
