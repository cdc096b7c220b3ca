import { Refine } from '@refinedev/core'
import { App as AntdApp, ConfigProvider, type ThemeConfig } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Outlet } from 'react-router'
import { accessControlProvider, authProvider } from './access/providers.ts'
import { dataProvider } from './providers/data-provider.ts'
import { i18nProvider } from './locales/i18n.ts'
import { useLanguage } from './locales/use-language.ts'
import { isPassing } from './api/api-error.ts'
import { useNotices } from './providers/notifications.ts'
import { resources } from './providers/resources.ts'
import { routerProvider } from './providers/router.ts'
import { antdTheme } from './theme/antd-theme.ts'
import { ModeProvider, useMode } from './theme/mode.tsx'

/** Ways back that stand above each other: who switches several things sees the last of them. */
const mostToasts = 3

/** Everything around the pages; inside the router, because Refine's navigation needs it. */
export function Root() {
  return (
    <ModeProvider>
      <Themed />
    </ModeProvider>
  )
}

function Themed() {
  const { mode, still } = useMode()
  const theme = useMemo(() => antdTheme(mode, still), [mode, still])
  return <Configured theme={theme} />
}

function Configured({ theme }: { theme: ThemeConfig }) {
  const { t } = useTranslation()
  const { direction, locale } = useLanguage()
  return (
    <ConfigProvider
      theme={theme}
      getPopupContainer={landmarkOf}
      direction={direction}
      modal={{ closable: { 'aria-label': t('actions.close') } }}
      drawer={{ closable: { 'aria-label': t('actions.close') } }}
      {...(locale && { locale })}
    >
      <AntdApp
        message={{ maxCount: mostToasts }}
        notification={{ placement: direction === 'rtl' ? 'bottomLeft' : 'bottomRight' }}
      >
        <Wired />
      </AntdApp>
    </ConfigProvider>
  )
}

/** Menus open inside the landmark their button stands in, where a screen reader looks for them. */
function landmarkOf(trigger?: HTMLElement): HTMLElement {
  return trigger?.closest<HTMLElement>('[role="dialog"], main, header') ?? document.body
}

// Refine takes a list it may change.
const listed = [...resources]

const mostRetries = 2

const options = {
  disableTelemetry: true,
  syncWithLocation: false,
  warnWhenUnsavedChanges: false,
  disableServerSideValidation: true,
  disableRouteChangeHandler: true,
  reactQuery: {
    clientConfig: {
      defaultOptions: {
        queries: {
          // A refusal stays a refusal; only what got lost on the way is asked again.
          retry: (count: number, error: unknown) =>
            count < mostRetries && isPassing(error) && navigator.onLine,
          staleTime: 5_000,
          // Without a connection one is told so at once, and asked anew when it is back.
          networkMode: 'always',
          refetchOnReconnect: 'always',
        },
        // Else a save would wait for a connection unseen, and be done after its form was left.
        mutations: { networkMode: 'always' },
      },
    },
  },
} as const

function Wired() {
  const notices = useNotices()
  return (
    <Refine
      dataProvider={dataProvider}
      authProvider={authProvider}
      accessControlProvider={accessControlProvider}
      routerProvider={routerProvider}
      i18nProvider={i18nProvider}
      notificationProvider={notices}
      resources={listed}
      options={options}
    >
      <Outlet />
    </Refine>
  )
}
