import { Input } from 'antd'
import { type InputHTMLAttributes, type ReactNode, useState } from 'react'
import { Unread } from '@cardfile/openapi'
import type { Aria, ControlProps } from './control.tsx'

interface TypedInputProps extends Omit<ControlProps, 'control'> {
  aria: Aria
  inputMode: InputHTMLAttributes<HTMLInputElement>['inputMode']
  placeholder?: string
  prefix?: ReactNode
  suffix?: ReactNode
  /** What a text means: a value, null for none, or why it cannot be told. */
  read(text: string): unknown
  /** A value as it stands in the box; `read` gives it back. */
  write(value: unknown): string
}

/**
 * A box for a value that people write in several ways. What they type stays as they typed it until they
 * leave the box; then it shows what it was read as, and what cannot be read stays.
 */
export function TypedInput(props: TypedInputProps) {
  const { id, value, aria, read, write, onChange, onBlur } = props
  const [typed, setTyped] = useState<{ text: string; value: unknown } | null>(null)
  // Another value has come from elsewhere: what was typed is about the one before.
  const text = typed?.value === value ? typed?.text : undefined
  return (
    <Input
      {...aria}
      id={id}
      className="cf-control-typed"
      inputMode={props.inputMode}
      autoComplete="off"
      dir="auto"
      placeholder={props.placeholder}
      value={text ?? (value instanceof Unread ? value.text : write(value))}
      disabled={props.disabled ?? false}
      status={props.invalid ? 'error' : ''}
      prefix={props.prefix}
      suffix={props.suffix}
      onChange={(event) => {
        const next = read(event.target.value)
        setTyped({ text: event.target.value, value: next })
        onChange(next)
      }}
      onBlur={() => {
        setTyped(null)
        onBlur?.()
      }}
    />
  )
}
