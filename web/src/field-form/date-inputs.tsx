import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import type { Aria, ControlProps } from './control.tsx'

type DateProps = ControlProps & { aria: Aria }

const dayFormat = 'YYYY-MM-DD'

/** A day of the calendar: no zone on its way in or out, so it cannot move. */
export function DayInput({ id, value, onChange, onBlur, disabled, invalid, aria }: DateProps) {
  return (
    <DatePicker
      {...aria}
      id={id}
      className="cf-control-date"
      format={dayFormat}
      placeholder={dayFormat}
      value={typeof value === 'string' && value ? dayjs(value) : null}
      disabled={disabled ?? false}
      status={invalid ? 'error' : ''}
      onChange={(day) => onChange(day ? day.format(dayFormat) : null)}
      onBlur={() => onBlur?.()}
    />
  )
}

/** An instant, shown and typed in the zone of who looks, kept in UTC. */
export function InstantInput({ id, value, onChange, onBlur, disabled, invalid, aria }: DateProps) {
  return (
    <DatePicker
      {...aria}
      id={id}
      className="cf-control-date"
      showTime
      format="YYYY-MM-DD HH:mm:ss"
      placeholder="YYYY-MM-DD HH:mm"
      value={typeof value === 'string' && value ? dayjs(value) : null}
      disabled={disabled ?? false}
      status={invalid ? 'error' : ''}
      onChange={(instant) => onChange(instant ? instant.toISOString() : null)}
      onBlur={() => onBlur?.()}
    />
  )
}
