import { foldText, type Section } from '@cardfile/openapi'
import { Alert, Button, Input, Skeleton } from 'antd'
import { Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate } from 'react-router'
import { PlusOutlined, SearchOutlined } from '../../layout/icons.tsx'
import { KindLegend } from '../../field-form/kind-marker.tsx'
import { Failure } from '../../layout/failure.tsx'
import { Page } from '../../layout/page.tsx'
import { useDrawable } from '../../layout/use-drawable.ts'
import { useFields } from '../../providers/fields.ts'
import { DeletedFields } from './deleted-fields.tsx'
import { FieldList } from './field-list.tsx'
import { SectionDialog } from './opened-section-dialog.tsx'
import './fields.css'

/** Said by a page that led here. */
export interface FieldsState {
  /** Id of the field that was just made or changed. */
  saved?: number
}

// What is searched for stands together, wherever it is.
const noSections: readonly Section[] = []

export function FieldsPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { fields, sections, isLoading, error, dataUpdatedAt, retry } = useFields()
  const [search, setSearch] = useState('')
  const [making, setMaking] = useState(false)
  const newSection = useRef<HTMLButtonElement>(null)
  const { saved } = (useLocation().state ?? {}) as FieldsState
  const isThere = fields.some(({ id }) => id === saved)
  const isDrawable = useDrawable(fields.length > 0)
  // Who is led to a row finds it in the first drawing.
  const isDrawn = isDrawable || isThere
  useEffect(() => {
    if (!isThere) return
    // The page itself is scrolled to its top when it is opened: this comes after.
    requestAnimationFrame(() => {
      const link = document.getElementById(`field-${saved}`)
      link?.focus({ preventScroll: true })
      link?.scrollIntoView({ block: 'center' })
    })
  }, [isThere, saved])
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
        <>
          <Button onClick={() => navigate('/fields/set-up-file')}>{t('setUpFile.title')}</Button>
          <Button ref={newSection} onClick={() => setMaking(true)}>
            {t('sections.new')}
          </Button>
          <Button type="primary" icon={<PlusOutlined />} onClick={() => navigate('/fields/new')}>
            {t('fields.new')}
          </Button>
        </>
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
      {(isLoading || (fields.length > 0 && !isDrawn)) && (
        <Skeleton active paragraph={{ rows: 14 }} />
      )}
      {wanted !== '' && (
        <Alert className="cf-notice" type="info" message={t('fields.searchNoOrder')} />
      )}
      {isDrawn && (
        <FieldList
          fields={found}
          sections={wanted === '' ? sections : noSections}
          sortable={wanted === ''}
          atOnce={saved !== undefined}
        />
      )}
      {/* Below a list that is not there yet it would be pushed away by it. */}
      {isDrawn && <DeletedFields />}
      <Suspense>
        {making && (
          <SectionDialog section={null} returnTo={newSection} onClose={() => setMaking(false)} />
        )}
      </Suspense>
    </Page>
  )
}
