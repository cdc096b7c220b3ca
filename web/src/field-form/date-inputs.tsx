import { Button } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { dayText, instantText, parseDayCell, parseInstantCell } from '@cardfile/openapi'
import { CalendarOutlined } from '../layout/page-icons.tsx'
import { formatLocale } from '../locales/format.ts'
import type { Aria, ControlProps } from './control.tsx'
import { localZone } from './local-zone.ts'
import { TypedInput } from './typed-input.tsx'
import { localTime } from './local-time.ts'
import './date-inputs.css'

type DateProps = Omit<ControlProps, 'control'> & { aria: Aria }

/** Shown in an empty box: its day is beyond any month's number, so that the order is plain. */
const exampleDay = '2026-12-31'
const exampleInstant = new Date(2026, 11, 31, 14, 30).toISOString()

/** A day of the calendar: no zone on its way in or out, so it cannot move. */
export function DayInput(props: DateProps) {
  const { t } = useTranslation()
  const language = formatLocale()
  return (
    <TypedInput
      {...props}
      inputMode="text"
      placeholder={t('form.example', { example: dayText(exampleDay, language) })}
      read={(text) => parseDayCell(text, { timeZone: localZone(), language })}
      write={(value) => (typeof value === 'string' ? dayText(value, language) : '')}
      suffix={
        <Calendar
          {...props}
          type="date"
          picked={typeof props.value === 'string' ? props.value : ''}
          read={(picked) => picked}
        />
      }
    />
  )
}

interface InstantProps extends DateProps {
  /** True where an instant without seconds is to mean all of its minute. */
  byMinute: boolean
}

/** An instant, shown and typed in the zone of who looks, kept in UTC. */
export function InstantInput({ byMinute, ...props }: InstantProps) {
  const { t } = useTranslation()
  const [language, timeZone] = [formatLocale(), localZone()]
  const write = (value: unknown) =>
    typeof value === 'string' ? instantText(value, language, timeZone, 'full') : ''
  const read = (text: string) => {
    const instant = parseInstantCell(text, { timeZone, language })
    return byMinute && typeof instant === 'string' ? instant.replace(/:00\.000Z$/, 'Z') : instant
  }
  const offset = /[+-]\d\d:\d\d$/.exec(write(props.value))?.[0]
  return (
    <>
      <TypedInput
        {...props}
        inputMode="text"
        placeholder={t('form.example', { example: write(exampleInstant) })}
        read={read}
        write={write}
        suffix={
          <Calendar
            {...props}
            type="datetime-local"
            picked={typeof props.value === 'string' ? localTime(props.value) : ''}
            read={read}
          />
        }
      />
      {offset && (
        <p className="cf-field-hint" role="status">
          {t('form.twice', { offset })}
        </p>
      )}
    </>
  )
}

interface CalendarProps extends DateProps {
  type: 'date' | 'datetime-local'
  /** What is chosen in it, as inputs of its type have it. */
  picked: string
  read(picked: string): unknown
}

/** Opens the browser's own calendar, which knows the language and the keyboard. */
function Calendar({ type, picked, read, onChange, disabled, label, labelledBy }: CalendarProps) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  return (
    <span className="cf-calendar">
      <input
        ref={input}
        type={type}
        tabIndex={-1}
        aria-hidden="true"
        disabled={disabled}
        value={picked}
        onChange={({ target }) => onChange(target.value === '' ? null : read(target.value))}
      />
      <Button
        type="text"
        size="small"
        icon={<CalendarOutlined />}
        disabled={disabled ?? false}
        aria-label={t('form.calendar')}
        aria-describedby={labelledBy}
        title={label ? t('form.calendarOf', { label }) : t('form.calendar')}
        onClick={() => input.current?.showPicker()}
      />
    </span>
  )
}
