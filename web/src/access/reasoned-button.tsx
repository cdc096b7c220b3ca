import { Button, type ButtonProps, Tooltip } from 'antd'
import { useId } from 'react'
import './access.css'

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
  return (
    <>
      <Tooltip title={reason} trigger={['hover', 'focus']}>
        <Button
          {...rest}
          className={`${className} cf-locked-button`}
          aria-disabled
          aria-describedby={id}
        />
      </Tooltip>
      <span className="cf-hidden-text" id={id}>
        {reason}
      </span>
    </>
  )
}
