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
function isOne(shown: Dayjs | Dayjs[] | null): shown is Dayjs {
  return dayjs.isDayjs(shown) && shown.isValid()
}

/** A day of the calendar: no zone on its way in or out, so it cannot move. */
export function DayInput(props: DateProps) {
  return (
    <CalendarInput
      {...props}
      format={[dayFormat]}
      placeholder={dayFormat}
      written={(day) => day.format(dayFormat)}
    />
  )
}

/** An instant, shown and typed in the zone of who looks, kept in UTC. */
export function InstantInput(props: DateProps) {
  return (
    <CalendarInput
      {...props}
      showTime
      format={instantFormats(momentOf(props.value))}
      placeholder={toMinutes}
      written={(instant) => instant.toISOString()}
    />
  )
}

interface CalendarInputProps extends DateProps {
  showTime?: boolean
  /** How it may be typed; the first is how it is shown. */
  format: string[]
  placeholder: string
  /** The value as it is kept. */
  written(shown: Dayjs): string
}

function CalendarInput(props: CalendarInputProps) {
  const { id, value, onChange, onBlur, disabled, invalid, aria } = props
  const { showTime = false, format, placeholder, written } = props
  return (
    <DatePicker
      {...aria}
      id={id}
      className="cf-control-date"
      showTime={showTime}
      // Typed or picked, it counts without a press of the calendar's own button.
      needConfirm={false}
      format={format}
      placeholder={placeholder}
      value={momentOf(value)}
      disabled={disabled ?? false}
      status={invalid ? 'error' : ''}
      onChange={(shown) => onChange(shown ? written(shown) : null)}
      onCalendarChange={(shown) => isOne(shown) && onChange(written(shown))}
      onBlur={() => onBlur?.()}
    />
  )
}

function momentOf(value: unknown): Dayjs | null {
  return typeof value === 'string' && value ? dayjs(value) : null
}

/**
 * How an instant may be typed; the first is how it is shown. Seconds are shown only where there are
 * some: the picker writes a shown form over a typed one as soon as it can read it, and would put
 * “:00” under the hands of whoever is about to type them.
 */
function instantFormats(instant: Dayjs | null): string[] {
  return instant && instant.second() !== 0 ? [toSeconds, toMinutes] : [toMinutes, toSeconds]
}
