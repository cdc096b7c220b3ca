import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { nameKey } from '@cardfile/openapi'
import { instantText, valueOf } from '../../field-form/cell-text.ts'
import { CellView } from '../../field-form/cell-view.tsx'
import { EmptyState } from '../../layout/empty-state.tsx'
import { Failure } from '../../layout/failure.tsx'
import { Page } from '../../layout/page.tsx'
import { useFields } from '../../providers/fields.ts'
import { useRecordTable } from '../../providers/records.ts'
import type { Contact } from '../../api/types.ts'
import { RestoreContact } from './restore-contact.tsx'
import './contacts.css'

/** Deleted contacts, and the way back. */
export function TrashPage() {
  const { t } = useTranslation()
  const { fields } = useFields()
  const { tableProps, tableQuery } = useRecordTable('contacts', {
    pageSize: 50,
    query: { trashed: 'true' },
  })
  const identityOf = ({ values }: Contact) =>
    fields.find(({ kind, key }) => kind === 'I' && values[key])

  return (
    <Page
      title={t('trash.title')}
      intro={t('trash.intro')}
      back={{ to: '/contacts', label: t('contacts.title') }}
    >
      {tableQuery.error && (
        <Failure
          title={t('contacts.failed')}
          error={tableQuery.error}
          asOf={tableQuery.dataUpdatedAt}
          onRetry={tableQuery.refetch}
        />
      )}
      {(!tableQuery.error || tableQuery.data) && (
        <div className="cf-card">
          <Table<Contact>
            {...tableProps}
            rowKey="id"
            size="middle"
            aria-label={t('trash.title')}
            locale={{ emptyText: <EmptyState text={t('trash.none')} /> }}
            pagination={{
              ...tableProps.pagination,
              hideOnSinglePage: true,
              showSizeChanger: false,
              style: { paddingInline: 16 },
            }}
            scroll={{ x: 'max-content' }}
          >
            <Table.Column<Contact>
              title={t('trash.name')}
              render={(_, { values }) => <strong>{String(values[nameKey] ?? '')}</strong>}
            />
            <Table.Column<Contact>
              title={t('trash.identity')}
              render={(_, contact) => {
                const identity = identityOf(contact)
                return identity && <CellView field={identity} value={valueOf(contact, identity)} />
              }}
            />
            <Table.Column<Contact>
              title={t('trash.deleted')}
              render={(_, { deletedAt }) => deletedAt && instantText(deletedAt)}
            />
            <Table.Column<Contact>
              align="end"
              title={<span className="cf-visually-hidden">{t('trash.restore')}</span>}
              render={(_, contact) => <RestoreContact contact={contact} />}
            />
          </Table>
        </div>
      )}
    </Page>
  )
}
