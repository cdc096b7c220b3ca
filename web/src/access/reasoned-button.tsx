import { Button, type ButtonProps } from 'antd'
import { Suspense, useId } from 'react'
import { lazyPart } from '../layout/lazy-part.tsx'
import './access.css'

// Most people may do most of what they see: what draws the reason is fetched where there is one.
const LockedButton = lazyPart(() =>
  import('./locked-button.tsx').then((module) => module.LockedButton),
)

interface ReasonedButtonProps extends ButtonProps {
  /** Why this cannot be done; null where it can. */
  reason: string | null
}

/**
 * A button that stays in reach of the keyboard while it is locked: its reason is a tooltip on hover
 * and on focus, and read out with its label. A disabled one could say nothing of this.
 */
export function ReasonedButton({ reason, onClick, htmlType, ...props }: ReasonedButtonProps) {
  const id = useId()
  if (reason === null) return <Button {...props} htmlType={htmlType} onClick={onClick} />
  const { className = '', ...rest } = props
  const locked = {
    ...rest,
    className: `${className} cf-locked-button`,
    'aria-disabled': true,
    'aria-describedby': id,
  }
  return (
    <>
      <Suspense fallback={<Button {...locked} />}>
        <LockedButton {...locked} reason={reason} />
      </Suspense>
      <span className="cf-hidden-text" id={id}>
        {reason}
      </span>
    </>
  )
}
