import AntdIcon from 'antd-icon'
import type { ComponentProps } from 'react'
import { i18n } from '../locales/i18n.ts'

/** What icons do that stand alone in a button. */
const names: Readonly<Record<string, () => string>> = {
  'close-circle': () => i18n.t('actions.clear'),
  close: () => i18n.t('actions.close'),
}

/**
 * In the place of antd's own, which calls each icon by its English name, as "info-circle", whatever language
 * the screen is in. What an icon means is said beside it; where it stands alone it is called by what it does.
 */
export default function NamedIcon(props: ComponentProps<typeof AntdIcon>) {
  const name = names[props.icon.name]?.()
  return <AntdIcon {...(name ? { 'aria-label': name } : { 'aria-hidden': true })} {...props} />
}
