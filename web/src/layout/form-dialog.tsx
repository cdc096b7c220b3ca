import { Alert } from 'antd'
import { type ReactNode, type RefObject, type SubmitEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Reasons } from '@cardfile/openapi'
import { focusFirstProperty } from './property.tsx'
import { ApiError } from '../api/api-error.ts'
import { Dialog } from './dialog.tsx'

interface FormDialogProps {
  title: string
  okText: string
  danger?: boolean
  disabled?: boolean
  width?: number
  returnTo?: RefObject<HTMLElement | null> | undefined
  /** Does what was asked for; what it throws is shown, reasons beside their inputs. */
  onSubmit(): Promise<unknown>
  onClose(): void
  children?: (errors: Reasons) => ReactNode
}

/** A dialog that is a form: Enter sends it, a refusal stays in it, the first complaint is focused. */
export function FormDialog(props: FormDialogProps) {
  const { title, okText, danger, disabled, width = 480, onSubmit, onClose, children } = props
  const { t } = useTranslation()
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const [busy, setBusy] = useState(false)
  const [errors, setErrors] = useState<Reasons>({})
  const [failure, setFailure] = useState<string | null>(null)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    event.stopPropagation()
    if (busy || disabled) return
    setBusy(true)
    setErrors({})
    setFailure(null)
    try {
      await onSubmit()
    } catch (error) {
      const reasons = error instanceof ApiError ? error.errors : {}
      setErrors(reasons)
      setFailure(failureOf(error, reasons, form.current))
      focusFirstProperty(form.current)
    }
    setBusy(false)
  }
  return (
    <Dialog
      title={title}
      width={width}
      okText={okText}
      okButtonProps={{ htmlType: 'submit', form: id, disabled, ...(danger ? { danger } : {}) }}
      cancelText={t('actions.cancel')}
      confirmLoading={busy}
      returnTo={props.returnTo}
      onClose={onClose}
    >
      {/* It closes once it is done; what would be typed meanwhile would be lost. */}
      <form
        inert={busy}
        ref={form}
        id={id}
        className="cf-stack"
        noValidate
        onSubmit={submit}
        aria-label={title}
      >
        {children?.(errors)}
        <div className="cf-alert-place">
          {failure && <Alert type="error" showIcon message={failure} />}
        </div>
      </form>
    </Dialog>
  )
}

/** Reasons whose input is in the form stand there; all else is said below it. */
function failureOf(error: unknown, reasons: Reasons, form: HTMLElement | null): string | null {
  const elsewhere = Object.entries(reasons).filter(
    ([path]) => !form?.querySelector(`[data-property$="${CSS.escape(path)}"]`),
  )
  if (Object.keys(reasons).length > 0 && elsewhere.length === 0) return null
  const message = error instanceof Error ? error.message : String(error)
  const told = elsewhere.map(([path, why]) => `${path} ${why.join('; ')}`)
  return [message, ...told].join(' ')
}
