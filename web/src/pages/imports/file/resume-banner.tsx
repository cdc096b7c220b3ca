import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { formatNumber } from '../../../locales/format.ts'
import { ApiError } from '../../../api/api-error.ts'
import { importApi } from '../run/import-api.ts'
import type { Wizard } from '../draft/use-wizard.ts'

/** An import of this browser that did not come to its end, with its file still at hand. */
export function ResumeBanner(props: { id: string; fileName: string; wizard: Wizard }) {
  const { id, fileName, wizard } = props
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { data, error } = useQuery({
    queryKey: ['import', id],
    queryFn: ({ signal }) => importApi.read(id, signal),
  })
  const over =
    (data !== undefined && data.state !== 'running') ||
    (error instanceof ApiError && error.statusCode === 404)
  const { discard } = wizard
  useEffect(() => {
    if (over) void discard()
  }, [over, discard])
  if (data?.state !== 'running') return null
  return (
    <Alert
      type="info"
      showIcon
      message={t('imports.unfinished', { fileName })}
      description={t('imports.unfinishedText', {
        count: data.counts.rows,
        formatted: formatNumber(data.counts.rows),
      })}
      action={
        <Button type="primary" onClick={() => navigate(`/import/${id}`)}>
          {t('imports.open')}
        </Button>
      }
    />
  )
}
