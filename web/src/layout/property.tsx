import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { LockOutlined } from './icons.tsx'
import './form.css'

interface PropertyProps {
  /** Of the control; its label, hint and error are named after it. */
  id: string
  label: string
  required?: boolean
  hint?: string | undefined
  /** Why it cannot be edited, where it cannot. */
  locked?: string | null | undefined
  reasons?: readonly string[] | undefined
  wide?: boolean
  children: ReactNode
}

/** One property of a definition: label, control, why it is locked, what is wrong. */
export function Property(props: PropertyProps) {
  const { id, label, required, hint, locked, reasons = [], wide, children } = props
  const { t } = useTranslation()
  const invalid = reasons.length > 0
  return (
    <div className={`cf-field${wide ? ' cf-field-wide' : ''}`} data-property={id}>
      <div className="cf-field-head">
        <label id={`${id}-label`} htmlFor={id}>
          {label}
          {required && (
            <span className="cf-required">
              <span aria-hidden="true">*</span>
              <span className="cf-hidden-text"> {t('form.required')}</span>
            </span>
          )}
        </label>
        {locked && <LockOutlined className="cf-quiet" aria-hidden="true" />}
      </div>
      {children}
      {invalid && (
        <ul className="cf-field-error" id={`${id}-error`}>
          {reasons.map((reason) => (
            <li key={reason}>{t('form.reason', { label, reason })}</li>
          ))}
        </ul>
      )}
      {(hint ?? locked) && (
        <p className="cf-field-hint" id={`${id}-hint`}>
          {locked ?? hint}
        </p>
      )}
    </div>
  )
}

/** What the control of a `Property` says about itself. */
export function propertyAria(id: string, reasons: readonly string[] | undefined, hint: unknown) {
  const invalid = (reasons?.length ?? 0) > 0
  const described = [invalid && `${id}-error`, Boolean(hint) && `${id}-hint`].filter(Boolean)
  return {
    id,
    ...(described.length > 0 ? { 'aria-describedby': described.join(' ') } : {}),
    ...(invalid ? { 'aria-invalid': true as const, status: 'error' as const } : {}),
  }
}

/** Puts the focus where the first complaint is, once it is drawn. */
export function focusFirstProperty(form: HTMLElement | null): void {
  requestAnimationFrame(() => {
    const complaint = form?.querySelector('.cf-field-error')
    const id = complaint?.closest('[data-property]')?.getAttribute('data-property')
    if (id) document.getElementById(id)?.focus()
  })
}
