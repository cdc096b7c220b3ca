import { Button, Skeleton } from 'antd'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { type Field, nameKey } from '@cardfile/openapi'
import { useMissing } from '../../access/may.tsx'
import { ReasonedButton } from '../../access/reasoned-button.tsx'
import type { Contact } from '../../api/types.ts'
import { valueOf } from '../../field-form/cell-text.ts'
import { Instant } from '../../field-form/instant.tsx'
import { CellView } from '../../field-form/cell-view.tsx'
import { EmptyState } from '../../layout/empty-state.tsx'
import { Failure } from '../../layout/failure.tsx'
import { Page } from '../../layout/page.tsx'
import { formatNumber } from '../../locales/format.ts'
import { useFields } from '../../providers/fields.ts'
import { useRecordList } from '../../providers/records.ts'
import { Pager } from './pager.tsx'
import { RestoreRefusal } from './restore-refusal.tsx'
import { SearchInput } from './search-input.tsx'
import { SelectionBox } from './selection-box.tsx'
import { toggled } from './toggled.ts'
import { useRestoring } from './use-restoring.ts'
import './contacts.css'
import './contacts-table.css'

const pageSize = 50

/** Deleted contacts, and the way back, for one or for many. */
export function TrashPage() {
  const { t } = useTranslation()
  const { fields } = useFields()
  const missing = useMissing()
  const [search, setSearch] = useSearchParams()
  const page = Math.max(1, Number(search.get('page')) || 1)
  const q = search.get('q') ?? ''
  const find = useCallback(
    (text: string) => setSearch(text ? { q: text } : {}, { replace: true }),
    [setSearch],
  )
  const { query } = useRecordList('contacts', {
    pagination: { currentPage: page, pageSize },
    query: { trashed: 'true', ...(q && { q }) },
  })
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [anchor, setAnchor] = useState<string | null>(null)
  const { busy, refusals, restore } = useRestoring()
  const contacts = query.data?.data ?? []
  const ids = contacts.map(({ id }) => id)
  const selected = contacts.filter(({ id }) => chosen.includes(id))
  const everyHere = selected.length > 0 && selected.length === contacts.length
  const toggle = (id: string, range: boolean) => {
    setChosen(toggled(chosen, { id, anchor: range ? anchor : null, page: ids }))
    setAnchor(id)
  }
  const total = query.data?.total ?? 0

  return (
    <Page
      title={t('trash.title')}
      intro={t('trash.intro')}
      back={{ to: '/contacts', label: t('contacts.title') }}
      actions={
        selected.length > 0 && (
          <ReasonedButton
            reason={missing('edit_contacts')}
            type="primary"
            loading={busy.length > 0}
            onClick={() => void restore(selected).then(() => setChosen([]))}
          >
            {t('trash.restoreSelected', {
              count: selected.length,
              formatted: formatNumber(selected.length),
            })}
          </ReasonedButton>
        )
      }
    >
      {query.error && (
        <Failure
          title={t('contacts.failed')}
          error={query.error}
          asOf={query.dataUpdatedAt}
          onRetry={query.refetch}
        />
      )}
      <div className="cf-toolbar">
        <SearchInput label={t('trash.search')} q={q} onChange={find} />
      </div>
      {query.isLoading && <Skeleton active paragraph={{ rows: 6 }} />}
      {query.data && (
        <div className="cf-card">
          {contacts.length === 0 && (
            <EmptyState text={q ? t('trash.noMatch', { q }) : t('trash.none')} />
          )}
          {contacts.length > 0 && (
            <table className="cf-records" aria-label={t('trash.title')}>
              <thead>
                <tr>
                  <th className="cf-records-box">
                    <SelectionBox
                      label={t('contacts.selectPage')}
                      words={t('contacts.selectPage')}
                      checked={everyHere}
                      partly={selected.length > 0 && !everyHere}
                      onChange={() => setChosen(everyHere ? [] : ids)}
                    />
                  </th>
                  <th scope="col">{t('trash.name')}</th>
                  <th scope="col">{t('trash.identity')}</th>
                  <th scope="col">{t('trash.deleted')}</th>
                  <th scope="col">
                    <span className="cf-hidden-text">{t('trash.restore')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {contacts.map((contact) => (
                  <tr key={contact.id} aria-selected={chosen.includes(contact.id)}>
                    <td className="cf-records-box">
                      <SelectionBox
                        label={t('contacts.select', { name: nameOf(contact) })}
                        checked={chosen.includes(contact.id)}
                        onChange={(range) => toggle(contact.id, range)}
                      />
                    </td>
                    <th scope="row">
                      <strong dir="auto">{nameOf(contact)}</strong>
                      <RestoreRefusal refusal={refusals.get(contact.id)} />
                    </th>
                    <td data-label={t('trash.identity')}>
                      <Identity contact={contact} fields={fields} />
                    </td>
                    <td data-label={t('trash.deleted')}>
                      {contact.deletedAt && <Instant at={contact.deletedAt} />}
                    </td>
                    <td className="cf-records-end">
                      <ReasonedButton
                        reason={missing('edit_contacts')}
                        loading={busy.includes(contact.id)}
                        onClick={() => void restore([contact])}
                        aria-label={t('trash.restoreNamed', { name: nameOf(contact) })}
                      >
                        {t('trash.restore')}
                      </ReasonedButton>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          {total > pageSize && (
            <Pager
              page={page}
              pageSize={pageSize}
              total={total}
              exact
              onChange={(next) => setSearch(next === 1 ? {} : { page: String(next) })}
            />
          )}
          {contacts.length === 0 && page > 1 && (
            <Button onClick={() => setSearch({})}>{t('pager.previous')}</Button>
          )}
        </div>
      )}
    </Page>
  )
}

function nameOf({ values }: Contact): string {
  return String(values[nameKey] ?? '')
}

/** The first identity there is. */
function Identity({ contact, fields }: { contact: Contact; fields: readonly Field[] }) {
  const field = fields.find(({ kind, key }) => kind === 'I' && contact.values[key])
  return field && <CellView field={field} value={valueOf(contact, field)} />
}
