import { useTranslation } from 'react-i18next'
import { roleName } from '../locales/contract-words.ts'
import { MenuButton } from '../layout/menu-button.tsx'
import { useNavigate } from 'react-router'
import {
  LogoutOutlined,
  SettingOutlined,
  ThunderboltOutlined,
  UserOutlined,
} from '../layout/icons.tsx'
import { useMe } from '../access/may.tsx'
import { usePalette } from '../palette/palette-provider.tsx'
import { useSignOut } from './use-sign-out.ts'
import './user-menu.css'

/** Who is signed in, the way to their account, and out. */
export function UserMenu() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { caller, role } = useMe()
  const signOut = useSignOut()
  const { openHelp } = usePalette()
  return (
    <MenuButton
      type="text"
      icon={<UserOutlined />}
      aria-label={t('account.menu', { name: caller.name })}
      placement="bottomRight"
      menu={{
        items: [
          {
            key: 'who',
            type: 'group',
            label: (
              <span className="cf-user-who">
                <strong>{caller.name}</strong>
                <span>{caller.email}</span>
                <span>{role && roleName(role)}</span>
              </span>
            ),
          },
          { type: 'divider' },
          {
            key: 'account',
            icon: <SettingOutlined />,
            label: t('account.title'),
            onClick: () => navigate('/account'),
          },
          {
            key: 'shortcuts',
            icon: <ThunderboltOutlined />,
            label: t('shortcuts.title'),
            onClick: openHelp,
          },
          {
            key: 'out',
            icon: <LogoutOutlined />,
            label: t('account.signOut'),
            onClick: () => void signOut(),
          },
        ],
      }}
    >
      <span className="cf-user-name">{caller.name}</span>
    </MenuButton>
  )
}
