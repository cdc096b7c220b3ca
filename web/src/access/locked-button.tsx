import { Button, type ButtonProps, Tooltip } from 'antd'

/** A button that does nothing and says why on hover and on focus. */
export function LockedButton({ reason, ...props }: ButtonProps & { reason: string }) {
  return (
    <Tooltip title={reason} trigger={['hover', 'focus']}>
      <Button {...props} />
    </Tooltip>
  )
}
