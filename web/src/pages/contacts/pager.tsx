import { Button, Pagination } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Contacts } from './use-contacts.ts'
import { type ContactsView, pageSizes } from './view-state.ts'

interface PagerProps {
  view: ContactsView
  contacts: Contacts
  onChange(page: number, pageSize: number): void
}

/** Pages for people. Where counting stopped early it says so, and offers to count on. */
export function Pager({ view, contacts, onChange }: PagerProps) {
  const { t } = useTranslation()
  const { total, totalIsExact } = contacts
  if (total === null) return null
  return (
    <div className="cf-pager">
      <span className="cf-quiet cf-number" role="status">
        {totalIsExact
          ? t('contacts.total', { count: total, formatted: total.toLocaleString() })
          : t('contacts.atLeast', { formatted: total.toLocaleString() })}
        {!totalIsExact && (
          <Button type="link" size="small" onClick={contacts.countExactly}>
            {t('contacts.count')}
          </Button>
        )}
      </span>
      <Pagination
        size="small"
        responsive
        current={view.page}
        pageSize={view.pageSize}
        total={total}
        showSizeChanger={{ 'aria-label': t('contacts.pageSize'), showSearch: false }}
        pageSizeOptions={pageSizes}
        onChange={onChange}
      />
    </div>
  )
}
