import { Spin } from 'antd'
import { Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Outlet, useLocation, useNavigation } from 'react-router'
import { ShortcutsProvider } from '../keyboard/shortcuts-provider.tsx'
import { PaletteProvider } from '../palette/palette-provider.tsx'
import { ListMemoryProvider } from '../providers/list-memory.tsx'
import { usePreferences } from '../access/preferences.tsx'
import { RequirePermission } from '../access/require-permission.tsx'
import { useHasBeen } from '../layout/use-has-been.ts'
import { Header } from './header.tsx'
import { Navigation } from './navigation.tsx'
import { OfflineNotice } from './offline-notice.tsx'
import { useSignOut } from './use-sign-out.ts'
import { lazyPart } from '../layout/lazy-part.tsx'
import './shell.css'

const NavigationDrawer = lazyPart(() =>
  import('./navigation-drawer.tsx').then((module) => module.NavigationDrawer),
)

/** Header, navigation and the place for pages. */
export function Shell() {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const { state } = useNavigation()
  const signOut = useSignOut()
  const [menuOpen, setMenuOpen] = useState(false)
  const menuAsked = useHasBeen(menuOpen)
  const main = useRef<HTMLElement>(null)
  const shown = useRef(pathname)

  useEffect(() => {
    setMenuOpen(false)
    const before = shown.current
    shown.current = pathname
    // The root only leads on to the first page: nobody was anywhere else before.
    if (before === pathname || before === '/') return
    main.current?.scrollTo(0, 0)
    // A page may have put the focus where one goes on.
    if (main.current?.contains(document.activeElement)) return
    // A page that was swapped in place is not announced; the focus says where one is now.
    main.current?.focus({ preventScroll: true })
  }, [pathname])

  return (
    <ShortcutsProvider singleKeys={usePreferences().preferences.singleKeys}>
      <ListMemoryProvider>
        <PaletteProvider onSignOut={signOut}>
          <div className="cf-shell">
            <a className="cf-skip" href="#main">
              {t('layout.skip')}
            </a>
            <Header onMenu={() => setMenuOpen(true)} />
            <aside className="cf-side">
              <Navigation />
            </aside>
            <Suspense>
              {menuAsked && <NavigationDrawer open={menuOpen} onClose={() => setMenuOpen(false)} />}
            </Suspense>
            <main
              className="cf-main"
              id="main"
              ref={main}
              tabIndex={-1}
              aria-busy={state === 'loading'}
            >
              <OfflineNotice />
              {state === 'loading' && <div className="cf-loading-bar" aria-hidden="true" />}
              <Suspense fallback={<Spin className="cf-centred" size="large" />}>
                <RequirePermission>
                  <Outlet />
                </RequirePermission>
              </Suspense>
            </main>
          </div>
        </PaletteProvider>
      </ListMemoryProvider>
    </ShortcutsProvider>
  )
}
