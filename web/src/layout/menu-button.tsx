import { Button, type ButtonProps } from 'antd'
import { startTransition, Suspense, useState } from 'react'
import type { OpenedMenuProps } from './opened-menu.tsx'
import { lazyPart } from './lazy-part.tsx'

const load = () => import('./opened-menu.tsx').then((module) => module.OpenedMenu)
const OpenedMenu = lazyPart(load)

interface MenuButtonProps
  extends Omit<OpenedMenuProps, 'children'>, Omit<ButtonProps, 'onClick' | 'onPointerEnter'> {}

/** A button that opens a menu. What draws menus is fetched when one is first pointed at. */
export function MenuButton({ menu, placement, ...props }: MenuButtonProps) {
  const [pressed, setPressed] = useState(false)
  const button = <Button aria-haspopup="menu" {...props} />
  return (
    <Suspense fallback={button}>
      {pressed ? (
        <OpenedMenu
          menu={menu}
          {...(placement && { placement })}
          onNotLoaded={() => setPressed(false)}
        >
          {button}
        </OpenedMenu>
      ) : (
        <Button
          aria-haspopup="menu"
          {...props}
          onPointerEnter={() => void load().catch(() => undefined)}
          // The button stays, and keeps the focus, until the menu is there.
          onClick={() => startTransition(() => setPressed(true))}
        />
      )}
    </Suspense>
  )
}
