import { Spin } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRouteError } from 'react-router'
import { Failure } from './failure.tsx'
import { NotLoaded } from './not-loaded.ts'
import { Page } from './page.tsx'
import { mayReload } from './reloads.ts'
import { useOnline } from './use-online.ts'

/** Where a page could not be loaded or drawn: the rest of the product stays usable. */
export function PageFailure() {
  const error = useRouteError()
  return error instanceof NotLoaded ? <PageNotLoaded /> : <PageBroken error={error} />
}

/** Whoever comes here has left the page before: nothing is lost by loading all anew, as an update wants it. */
function PageNotLoaded() {
  const { t } = useTranslation()
  const online = useOnline()
  const [reloads, setReloads] = useState(false)
  useEffect(() => {
    if (!online || !mayReload()) return
    setReloads(true)
    window.location.reload()
  }, [online])
  if (reloads) return <Spin className="cf-centred" size="large" />
  return (
    <Page title={t('errors.pageTitle')}>
      <Failure
        title={t('errors.page')}
        error={{ message: t('errors.pageHint') }}
        onRetry={() => window.location.reload()}
      />
    </Page>
  )
}

function PageBroken({ error }: { error: unknown }) {
  const { t } = useTranslation()
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
