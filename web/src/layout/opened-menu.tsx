import { Dropdown, type DropdownProps, type MenuProps } from 'antd'
import { type ReactElement, useState } from 'react'
import { menuKeys } from './menu-keys.ts'

export interface OpenedMenuProps extends Pick<DropdownProps, 'placement'> {
  menu: MenuProps
  children: ReactElement
}

/** A menu that stands open as soon as it is there. */
export function OpenedMenu({ children, ...props }: OpenedMenuProps) {
  const [open, setOpen] = useState(true)
  return (
    <Dropdown {...menuKeys} trigger={['click']} open={open} onOpenChange={setOpen} {...props}>
      {children}
    </Dropdown>
  )
}
