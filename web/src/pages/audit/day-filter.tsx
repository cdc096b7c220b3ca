import { useState } from 'react'
import { Unread } from '@cardfile/openapi'
import { DayInput } from '../../field-form/date-inputs.tsx'

interface DayFilterProps {
  id: string
  label: string
  /** `YYYY-MM-DD` */
  day: string | null
  onChange(day: string | null): void
}

/** A day to narrow a list by, written and read as days are everywhere; half a day narrows nothing. */
export function DayFilter({ id, label, day, onChange }: DayFilterProps) {
  const [unread, setUnread] = useState<Unread | null>(null)
  return (
    <DayInput
      id={id}
      label={label}
      aria={unread === null ? {} : { 'aria-invalid': true }}
      required={false}
      invalid={unread !== null}
      value={unread ?? day}
      onChange={(value) => {
        setUnread(value instanceof Unread ? value : null)
        onChange(typeof value === 'string' ? value : null)
      }}
    />
  )
}
