import { Alert, Button } from 'antd'
import type { ReactNode, RefObject, SubmitEvent } from 'react'
import { SlowDownText } from './slow-down.tsx'

interface AuthFormProps {
  ref: RefObject<HTMLFormElement | null>
  /** Names the form. */
  label: string
  heading?: ReactNode
  failure: string | null
  /** Seconds during which it cannot be sent. */
  wait?: number
  busy: boolean
  submit: string
  onSubmit(event: SubmitEvent): void
  /** The inputs. */
  children: ReactNode
  /** Other ways on, below the button. */
  links?: ReactNode
}

/** A form of somebody who is not in yet: what went wrong stands above, one button sends it. */
export function AuthForm(props: AuthFormProps) {
  const { ref, label, heading, failure, wait = 0, busy, submit, onSubmit, children, links } = props
  return (
    <form ref={ref} className="cf-stack" noValidate onSubmit={onSubmit} aria-label={label}>
      {heading}
      <div className="cf-alert-place">
        {wait > 0 ? (
          <Alert type="warning" showIcon message={<SlowDownText left={wait} />} />
        ) : (
          failure && <Alert type="error" showIcon message={failure} />
        )}
      </div>
      {children}
      <Button
        type="primary"
        size="large"
        block
        htmlType="submit"
        loading={busy}
        disabled={wait > 0}
      >
        {submit}
      </Button>
      {links}
    </form>
  )
}
