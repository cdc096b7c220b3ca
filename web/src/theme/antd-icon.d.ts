/** antd's own icon, by a name that the build gives it: its types are those of a CommonJS module. */
declare module 'antd-icon' {
  import type { HTMLAttributes, ReactNode } from 'react'

  interface AntdIconProps extends HTMLAttributes<HTMLSpanElement> {
    icon: { name: string }
  }
  export default function AntdIcon(props: AntdIconProps): ReactNode
}
