import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyOutlined } from './icons.tsx'
import { CheckOutlined } from './page-icons.tsx'

interface CopyFieldProps {
  id: string
  label: string
  value: string
}

/** A text to take along: a link, a secret. */
export function CopyField({ id, label, value }: CopyFieldProps) {
  const { t } = useTranslation()
  return (
    <div className="cf-field">
      <div className="cf-field-head">
        <label htmlFor={id}>{label}</label>
      </div>
      <div className="cf-copy">
        <Input
          id={id}
          readOnly
          data-autofocus
          className="cf-code-input"
          value={value}
          onFocus={(event) => event.target.select()}
        />
        <CopyButton text={value} label={t('copy.named', { label })} />
      </div>
    </div>
  )
}

interface CopyButtonProps {
  text: string
  label: string
  /** The icon alone, within a line of text. */
  compact?: boolean
}

/** Copies, and says whether that worked: browsers refuse it on plain http. */
export function CopyButton({ text, label, compact = false }: CopyButtonProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
    } catch {
      message.error(t('copy.failed'))
    }
  }
  return (
    <>
      <Button
        icon={copied && compact ? <CheckOutlined /> : <CopyOutlined />}
        aria-label={label}
        {...(compact && { type: 'text', size: 'small', title: t('copy.copy') })}
        onClick={copy}
      >
        {!compact && t(copied ? 'copy.done' : 'copy.copy')}
      </Button>
      <span role="status" className="cf-hidden-text">
        {copied && t('copy.done')}
      </span>
    </>
  )
}
