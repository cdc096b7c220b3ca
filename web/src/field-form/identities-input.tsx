import { trimMarks } from '@cardfile/openapi'
import { Button, Input, Tooltip } from 'antd'
import { type ClipboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { DeleteOutlined, PlusOutlined } from '../layout/icons.tsx'
import { StarOutlined } from '../layout/page-icons.tsx'
import type { ControlProps } from './control.tsx'
import { splitPasted } from './split-pasted.ts'

interface IdentitiesInputProps extends ControlProps {
  input: 'text' | 'email' | 'tel'
  values: string[]
}

/** A list of identities of one type; the first is the primary one. */
export function IdentitiesInput(props: IdentitiesInputProps) {
  const { id, input, values, onChange, onBlur, disabled, invalid, labelledBy, describedBy } = props
  const { t } = useTranslation()
  const group = useRef<HTMLDivElement>(null)
  const rows = values.length > 0 ? values : ['']
  const several = rows.length > 1

  const focusRow = (index: number) =>
    requestAnimationFrame(() => group.current?.querySelectorAll('input')[index]?.focus())
  const replace = (index: number, ...values: string[]) =>
    onChange(rows.toSpliced(index, 1, ...values))
  const remove = (index: number) => {
    replace(index)
    focusRow(Math.max(0, index - 1))
  }
  const paste = (event: ClipboardEvent, index: number) => {
    const parts = splitPasted(event.clipboardData.getData('text'), input)
    if (parts.length < 2) return
    event.preventDefault()
    const before = trimMarks(rows[index] ?? '')
    replace(index, ...(before ? [before] : []), ...parts)
    focusRow(index + parts.length - 1)
  }

  return (
    <div ref={group} className="cf-identities">
      {rows.map((value, index) => (
        <div className="cf-identity" key={index}>
          <Input
            id={index === 0 ? id : `${id}-${index + 1}`}
            type={input}
            autoComplete="off"
            value={value}
            disabled={disabled ?? false}
            status={invalid ? 'error' : ''}
            {...(index === 0
              ? { 'aria-labelledby': labelledBy }
              : { 'aria-label': t('identities.nth', { label: props.label, n: index + 1 }) })}
            aria-describedby={describedBy}
            aria-invalid={invalid ? true : undefined}
            onChange={(event) => replace(index, event.target.value)}
            onPaste={(event) => paste(event, index)}
            onBlur={onBlur}
            suffix={
              several &&
              index === 0 && <span className="cf-primary">{t('identities.primary')}</span>
            }
          />
          {several && !disabled && (
            <>
              {index > 0 && (
                <Tooltip title={t('identities.makePrimary')}>
                  <Button
                    type="text"
                    icon={<StarOutlined />}
                    aria-label={t('identities.makePrimaryOf', { value })}
                    onClick={() => onChange([value, ...rows.toSpliced(index, 1)])}
                  />
                </Tooltip>
              )}
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t('identities.remove', { value: value || index + 1 })}
                onClick={() => remove(index)}
              />
            </>
          )}
        </div>
      ))}
      {!disabled && trimMarks(rows.at(-1) ?? '') !== '' && (
        <Button
          type="link"
          size="small"
          className="cf-identity-add"
          icon={<PlusOutlined />}
          onClick={() => {
            onChange([...rows, ''])
            focusRow(rows.length)
          }}
        >
          {t('identities.add')}
          <span className="cf-hidden-text"> {props.label}</span>
        </Button>
      )}
    </div>
  )
}
