import type { PlusOutlined } from '@ant-design/icons'
import type { ComponentProps, ComponentType } from 'react'

type IconProps = ComponentProps<typeof PlusOutlined>

/**
 * antd's icons name themselves, so that a button would be read as "plus New Contact". Here they only
 * decorate: what an icon means is said in words beside it or by its button's label.
 */
export function decorative(Icon: ComponentType<IconProps>) {
  return (props: IconProps) => <Icon aria-hidden="true" {...props} />
}

/** Of an icon that points along the line, the other way round where lines begin at the right. */
export function pointing(Icon: ComponentType<IconProps>) {
  return decorative((props) => <Icon {...props} className="cf-pointing" />)
}
