import { useTranslation } from 'react-i18next'
import { useRouteError } from 'react-router'
import { Failure } from './failure.tsx'
import { Page } from './page.tsx'

/** Where a page could not be loaded or drawn: the rest of the product stays usable. */
export function PageFailure() {
  const { t } = useTranslation()
  const error = useRouteError()
  return (
    <Page title={t('errors.pageTitle')}>
      <Failure
        title={t('errors.page')}
        error={error instanceof Error ? error : null}
        onRetry={() => window.location.reload()}
      />
    </Page>
  )
}
