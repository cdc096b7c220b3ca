import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { EmptyState } from './empty-state.tsx'
import { Page } from './page.tsx'

export function NotFound() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <Page title={t('notFound.title')}>
      <EmptyState
        text={t('notFound.text')}
        actions={
          <Button type="primary" onClick={() => navigate('/contacts')}>
            {t('notFound.home')}
          </Button>
        }
      />
    </Page>
  )
}
