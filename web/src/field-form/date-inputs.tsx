import { DatePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { Aria, ControlProps } from './control.tsx'

type DateProps = ControlProps & { aria: Aria }

const dayFormat = 'YYYY-MM-DD'
const toMinutes = 'YYYY-MM-DD HH:mm'
const toSeconds = 'YYYY-MM-DD HH:mm:ss'

/**
 * The picker tells of a typed date only after the field was left, which is later than a click on
 * Save; of its calendar it tells at once. What is typed must not be lost on the way to Save.
 */
function isDay(shown: Dayjs | Dayjs[] | null): shown is Dayjs {
  return dayjs.isDayjs(shown) && shown.isValid()
}

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
      onCalendarChange={(day) => isDay(day) && onChange(day.format(dayFormat))}
      onBlur={() => onBlur?.()}
    />
  )
}

/** An instant, shown and typed in the zone of who looks, kept in UTC. */
export function InstantInput({ id, value, onChange, onBlur, disabled, invalid, aria }: DateProps) {
  const instant = typeof value === 'string' && value ? dayjs(value) : null
  return (
    <DatePicker
      {...aria}
      id={id}
      className="cf-control-date"
      showTime
      // Typed or picked, it counts without a press of the calendar's own button.
      needConfirm={false}
      format={instantFormats(instant)}
      placeholder={toMinutes}
      value={instant}
      disabled={disabled ?? false}
      status={invalid ? 'error' : ''}
      onChange={(chosen) => onChange(chosen ? chosen.toISOString() : null)}
      onCalendarChange={(chosen) => isDay(chosen) && onChange(chosen.toISOString())}
      onBlur={() => onBlur?.()}
    />
  )
}

/**
 * How an instant may be typed; the first is how it is shown. Seconds are shown only where there are
 * some: the picker writes a shown form over a typed one as soon as it can read it, and would put
 * “:00” under the hands of whoever is about to type them.
 */
function instantFormats(instant: Dayjs | null): string[] {
  return instant && instant.second() !== 0 ? [toSeconds, toMinutes] : [toMinutes, toSeconds]
}
