import { Alert, Button } from 'antd'
import { Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useMay, useMissing } from '../../access/may.tsx'
import { ReasonedButton } from '../../access/reasoned-button.tsx'
import { ImportOutlined, PlusOutlined } from '../../layout/icons.tsx'
import { EmptyState } from '../../layout/empty-state.tsx'
import { Failure } from '../../layout/failure.tsx'
import { Page } from '../../layout/page.tsx'
import { useHasBeen } from '../../layout/use-has-been.ts'
import { useFields } from '../../providers/fields.ts'
import { ContactsTable } from './contacts-table.tsx'
import { ExportAllButton } from './export-buttons.tsx'
import { FilterChips } from './filter-chips.tsx'
import { Pager } from './pager.tsx'
import { resultIn } from './result-in.ts'
import { useSidePanel } from './side-panel/use-side-panel.ts'
import { Toolbar } from './toolbar.tsx'
import { useBrokenConditions } from './use-broken-conditions.ts'
import { useColumns } from './use-columns.ts'
import { useContacts } from './use-contacts.ts'
import { useContactsView } from './use-contacts-view.ts'
import { useSelection } from './use-selection.ts'
import { isNarrowed, pageSizes, unknownSorters } from './view-state.ts'
import { isMended } from './views/look.ts'
import { useViews } from './views/use-views.ts'
import { ViewBar } from './views/view-bar.tsx'
import { lazyPart } from '../../layout/lazy-part.tsx'
import './contacts.css'

// What most visits do not need is loaded where one does.
const BrokenFilter = lazyPart(() =>
  import('./broken-filter.tsx').then((module) => module.BrokenFilter),
)
const FilterPanel = lazyPart(() =>
  import('./filter-panel.tsx').then((module) => module.FilterPanel),
)
const ImportChip = lazyPart(() => import('./import-chip.tsx').then((module) => module.ImportChip))
const SelectionBar = lazyPart(() =>
  import('./selection-bar.tsx').then((module) => module.SelectionBar),
)
const SidePanel = lazyPart(() =>
  import('./side-panel/side-panel.tsx').then((module) => module.SidePanel),
)
const SlowFieldsNotice = lazyPart(() =>
  import('./slow-fields-notice.tsx').then((module) => module.SlowFieldsNotice),
)
const ViewNotice = lazyPart(() =>
  import('./views/view-notice.tsx').then((module) => module.ViewNotice),
)

export function ContactsPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const may = useMay()
  const missing = useMissing()
  const views = useViews()
  const { view, saved, search, change, show } = useContactsView(views)
  const { fields, error: fieldsError, retry: retryFields } = useFields()
  const ready = fields.length > 0 && views.areKnown
  const isUnlisted = saved === undefined || (saved !== null && !isMended(saved, search))
  const { known, broken, rest } = useBrokenConditions(view.filter, fields)
  const lostSorters = ready ? unknownSorters(view, fields) : []
  const partlyBroken = broken.length + lostSorters.length > 0
  const isStopped = partlyBroken || isUnlisted
  const contacts = useContacts(view, {
    ready,
    checked: known,
    readable: !view.filterIsBroken && !isStopped,
  })
  const columns = useColumns({ fields, contacts: contacts.data, view, onChange: change })
  const selection = useSelection(view)
  const panel = useSidePanel(contacts.data)
  const hasSelected = useHasBeen(selection.count > 0)
  const [filtering, setFiltering] = useState(false)
  const { total } = contacts
  const lastPage = total === null ? null : Math.max(1, Math.ceil(total / view.pageSize))

  useEffect(() => {
    // Rows were deleted, or an old link is opened: an empty page would look like no contacts at all.
    if (lastPage !== null && contacts.totalIsExact && view.page > lastPage)
      change({ page: lastPage }, { replace: true })
  }, [lastPage, contacts.totalIsExact, view.page, change])

  const clear = () => change({ q: '', filter: null, importId: null, filterIsBroken: false })
  const error = fieldsError ?? contacts.error
  const shownSince = ready ? contacts.asOf : 0
  const narrowed = isNarrowed(view) || view.filterIsBroken || view.importId !== null
  const empty = !contacts.isLoading && !error && contacts.data.length === 0
  const create = (
    <ReasonedButton
      reason={missing('edit_contacts') ?? missing('view_identities')}
      type="primary"
      icon={<PlusOutlined />}
      onClick={() => navigate('/contacts/new')}
    >
      {t('contacts.new')}
    </ReasonedButton>
  )
  const importing = may('import_contacts') && (
    <Button icon={<ImportOutlined />} onClick={() => navigate('/import')}>
      {t('contacts.import')}
    </Button>
  )

  return (
    <Page
      title={t('contacts.title')}
      actions={
        <>
          {may('export_contacts') && <ExportAllButton view={view} />}
          {importing}
          {create}
        </>
      }
    >
      <ViewBar views={views} saved={saved ?? null} view={view} columns={columns} onShow={show} />
      <Toolbar
        view={view}
        fields={fields}
        columns={columns}
        filtering={filtering}
        onFiltering={setFiltering}
        beside={panel.isOpen}
        onBeside={panel.toggle}
        onChange={change}
      />
      {view.filterIsBroken && (
        <Alert
          className="cf-notice"
          type="warning"
          showIcon
          message={t('filter.broken')}
          action={<Button onClick={clear}>{t('filter.clear')}</Button>}
        />
      )}
      {ready && isUnlisted && (
        <Suspense>
          <ViewNotice saved={saved} onEdit={() => setFiltering(true)} onAll={() => show(null)} />
        </Suspense>
      )}
      {partlyBroken && (
        <Suspense>
          <BrokenFilter
            fields={fields}
            conditions={broken}
            sorters={lostSorters}
            onRemove={() =>
              change({
                filter: rest(),
                sorters: view.sorters.filter(({ field }) => !lostSorters.includes(field)),
              })
            }
          />
        </Suspense>
      )}
      {filtering && fields.length > 0 && (
        <Suspense>
          <FilterPanel
            // Whatever changed the filter, the panel shows the one that applies.
            key={JSON.stringify(view.filter)}
            fields={fields}
            filter={view.filter}
            onApply={(filter) => {
              change({ filter })
              if (!filter) setFiltering(false)
            }}
          />
        </Suspense>
      )}
      {view.importId && (
        <Suspense>
          <ImportChip id={view.importId} onClear={() => change({ importId: null })} />
        </Suspense>
      )}
      {!filtering && (
        <FilterChips
          fields={fields}
          filter={view.filter}
          onChange={(filter) => change({ filter })}
          onEdit={() => setFiltering(true)}
        />
      )}
      <Suspense>
        {hasSelected && (
          <SelectionBar
            view={view}
            selection={selection}
            total={total}
            exact={contacts.totalIsExact}
          />
        )}
        {may('manage_fields') && contacts.slowFields.length > 0 && (
          <SlowFieldsNotice fields={fields} slow={contacts.slowFields} onFast={contacts.retry} />
        )}
      </Suspense>
      {error && (
        <Failure
          title={t('contacts.failed')}
          error={error}
          asOf={shownSince}
          onRetry={() => (fieldsError ? retryFields() : contacts.retry())}
        />
      )}
      {(!error || shownSince > 0) && !isStopped && (
        <div className="cf-card cf-table-card" aria-busy={contacts.isFetching}>
          {empty && narrowed && (
            <EmptyState
              title={t('contacts.noMatchTitle')}
              text={t('contacts.noMatch')}
              actions={<Button onClick={clear}>{t('filter.clearAll')}</Button>}
            />
          )}
          {empty && !narrowed && view.page === 1 && (
            <EmptyState
              title={t('contacts.noneTitle')}
              text={t('contacts.none')}
              actions={
                <>
                  {create}
                  {importing}
                </>
              }
            />
          )}
          {!empty && (
            <ContactsTable
              fields={fields}
              columns={columns}
              contacts={contacts}
              view={view}
              selection={selection}
              beside={panel.contact?.id ?? null}
              onSort={(sorters) => change({ sorters })}
            />
          )}
          {!empty && total !== null && (
            <Pager
              page={view.page}
              pageSize={view.pageSize}
              total={total}
              exact={contacts.totalIsExact}
              pageSizes={pageSizes}
              onChange={(page, pageSize) =>
                change(pageSize === view.pageSize ? { page } : { pageSize })
              }
              onCount={contacts.countExactly}
            />
          )}
        </div>
      )}
      {panel.contact && !isStopped && (
        <Suspense>
          <SidePanel
            fields={fields}
            contact={panel.contact}
            result={resultIn(view, contacts)}
            onShow={panel.show}
            onClose={panel.close}
          />
        </Suspense>
      )}
    </Page>
  )
}
