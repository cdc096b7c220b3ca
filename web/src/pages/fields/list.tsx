import { foldText } from '@cardfile/openapi'
import { Alert, Button, Input, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { PlusOutlined, SearchOutlined } from '../../layout/icons.tsx'
import { KindLegend } from '../../field-form/kind-marker.tsx'
import { Failure } from '../../layout/failure.tsx'
import { Page } from '../../layout/page.tsx'
import { useFields } from '../../providers/fields.ts'
import { DeletedFields } from './deleted-fields.tsx'
import { FieldList } from './field-list.tsx'
import './fields.css'

export function FieldsPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { fields, isLoading, error, dataUpdatedAt, retry } = useFields()
  const [search, setSearch] = useState('')
  const wanted = foldText(search.trim())
  const found = wanted
    ? fields.filter(({ name, key }) => foldText(name).includes(wanted) || key.includes(wanted))
    : fields
  return (
    <Page
      title={t('fields.title')}
      intro={t('fields.intro')}
      width="reading"
      actions={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => navigate('/fields/new')}>
          {t('fields.new')}
        </Button>
      }
    >
      <div className="cf-fields-bar">
        <Input
          className="cf-search"
          prefix={<SearchOutlined className="cf-quiet" />}
          allowClear
          aria-label={t('fields.search')}
          placeholder={t('fields.search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <KindLegend />
      </div>
      {error && (
        <Failure title={t('fields.failed')} error={error} asOf={dataUpdatedAt} onRetry={retry} />
      )}
      {isLoading && <Skeleton active paragraph={{ rows: 14 }} />}
      {wanted !== '' && (
        <Alert className="cf-notice" type="info" message={t('fields.searchNoOrder')} />
      )}
      {fields.length > 0 && <FieldList fields={found} sortable={wanted === ''} />}
      <DeletedFields />
    </Page>
  )
}
