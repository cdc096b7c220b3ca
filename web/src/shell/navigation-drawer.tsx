import { Drawer } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../locales/use-language.ts'
import { Navigation } from './navigation.tsx'

interface NavigationDrawerProps {
  open: boolean
  onClose(): void
}

/** The navigation where there is no room for it beside the page. */
export function NavigationDrawer(props: NavigationDrawerProps) {
  const { t } = useTranslation()
  const { direction } = useLanguage()
  return (
    <Drawer
      {...props}
      placement={direction === 'rtl' ? 'right' : 'left'}
      width={264}
      title={t('product')}
      styles={{ body: { padding: 12 } }}
    >
      <Navigation />
    </Drawer>
  )
}
