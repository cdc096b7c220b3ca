import { useTranslation } from 'react-i18next'
import { BulbOutlined, DesktopOutlined, MoonOutlined, SunOutlined } from './icons.tsx'
import { MenuButton } from './menu-button.tsx'
import { type ModeChoice, useMode } from '../theme/mode.tsx'

const choices = [
  { key: 'system', icon: <DesktopOutlined /> },
  { key: 'light', icon: <SunOutlined /> },
  { key: 'dark', icon: <MoonOutlined /> },
] as const satisfies readonly { key: ModeChoice; icon: unknown }[]

export function ModeMenu() {
  const { t } = useTranslation()
  const { choice, choose } = useMode()
  return (
    <MenuButton
      type="text"
      icon={<BulbOutlined />}
      title={t('mode.label')}
      aria-label={t('mode.label')}
      menu={{
        selectable: true,
        selectedKeys: [choice],
        items: choices.map(({ key, icon }) => ({
          key,
          icon,
          label: t(`mode.${key}`),
          onClick: () => choose(key),
        })),
      }}
    />
  )
}
