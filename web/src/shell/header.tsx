import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { KeyCaps } from '../keyboard/key-caps.tsx'
import { ApiOutlined, MenuOutlined, SearchOutlined } from '../layout/icons.tsx'
import { usePalette } from '../palette/palette-provider.tsx'
import { UserMenu } from './user-menu.tsx'
import { ModeMenu } from '../layout/mode-menu.tsx'

export function Header({ onMenu }: { onMenu(): void }) {
  const { t } = useTranslation()
  const { openPalette } = usePalette()
  return (
    <header className="cf-header">
      <Button
        className="cf-menu-button"
        type="text"
        icon={<MenuOutlined />}
        aria-label={t('layout.menu')}
        onClick={onMenu}
      />
      <Link className="cf-brand" to="/">
        <img src="/favicon.svg" alt="" />
        {t('product')}
      </Link>
      <Button
        className="cf-search-button"
        icon={<SearchOutlined />}
        aria-label={t('palette.title')}
        onClick={openPalette}
      >
        <span className="cf-search-words">
          {t('palette.button')} <KeyCaps chord="/" />
        </span>
      </Button>
      <Button
        type="text"
        href="/api/docs"
        target="_blank"
        icon={<ApiOutlined />}
        aria-label={t('layout.docs')}
      >
        <span className="cf-docs-text">{t('layout.docs')}</span>
      </Button>
      <ModeMenu />
      <UserMenu />
    </header>
  )
}
