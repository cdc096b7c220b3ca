import { Input, Radio, Select } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { formatNumber } from '../../../locales/format.ts'
import { SearchSelect } from '../../../layout/search-select.tsx'
import { useTranslation } from 'react-i18next'
import { type Cell, type Field, isPhoneCountry } from '@cardfile/openapi'
import { dayText } from '../../../field-form/cell-text.ts'
import { dateReading, dayIn } from './date-orders.ts'
import type { ColumnOptions, DateOrder } from '../draft/draft.ts'
import { optionsOf } from './propose-plans.ts'

const decimalChoices = [
  { value: 'unsaid', comma: undefined, words: 'imports.decimalUnsaid' },
  { value: 'true', comma: true, words: 'imports.decimalComma' },
  { value: 'false', comma: false, words: 'imports.decimalPoint' },
] as const

interface ColumnOptionsProps {
  /** The column's name, for labels. */
  column: string
  field: Field
  cells: readonly Cell[]
  options: ColumnOptions
  onChange(options: ColumnOptions): void
}

/** How a column's cells are read, where they leave it open. */
export function ColumnOptionsEditor(props: ColumnOptionsProps) {
  const { column, field, cells, options, onChange } = props
  const { t } = useTranslation()
  const asked = optionsOf(field)
  const hasTexts = cells.some((cell) => typeof cell === 'string')
  const zones = useMemo(() => ['UTC', ...Intl.supportedValuesOf('timeZone')], [])
  const set = (part: Partial<ColumnOptions>) => onChange({ ...options, ...part })
  const parts: ReactNode[] = []
  if (asked.has('dateOrder'))
    parts.push(
      <DateOrderChoice
        key="order"
        column={column}
        cells={cells}
        order={options.dateOrder}
        onChange={(dateOrder) => set({ dateOrder })}
      />,
    )
  if (asked.has('timeZone') && cells.length > 0)
    parts.push(
      <label key="zone" className="cf-setting">
        {t('imports.timeZone')}
        <SearchSelect
          aria-label={t('imports.optionOf', { option: t('imports.timeZone'), column })}
          value={options.timeZone ?? 'UTC'}
          options={zones.map((value) => ({ value, label: value }))}
          onChange={(timeZone) => set({ timeZone })}
        />
      </label>,
    )
  if (asked.has('country'))
    parts.push(
      <label key="country" className="cf-setting">
        {t('imports.country')}
        <CountryChoice
          label={t('imports.optionOf', { option: t('imports.country'), column })}
          country={options.country ?? field.defaultCountry ?? field.country}
          onChange={(country) => set({ country })}
        />
      </label>,
    )
  if (asked.has('separator') && hasTexts)
    parts.push(
      <label key="separator" className="cf-setting">
        {t('imports.separator')}
        <Input
          aria-label={t('imports.optionOf', { option: t('imports.separator'), column })}
          value={options.separator ?? ';'}
          maxLength={1}
          style={{ width: 64 }}
          onChange={(event) => set({ separator: event.target.value })}
          onBlur={(event) => {
            if (event.target.value === '') set({ separator: ';' })
          }}
        />
      </label>,
    )
  if (asked.has('decimalComma') && hasTexts)
    parts.push(
      <label key="comma" className="cf-setting">
        {t('imports.numbers')}
        <Select
          aria-label={t('imports.optionOf', { option: t('imports.numbers'), column })}
          value={String(options.decimalComma ?? 'unsaid')}
          options={decimalChoices.map(({ value, words }) => ({ value, label: t(words) }))}
          onChange={(chosen) =>
            set({ decimalComma: decimalChoices.find(({ value }) => value === chosen)?.comma })
          }
        />
      </label>,
    )
  return parts.length === 0 ? null : <div className="cf-settings">{parts}</div>
}

/** Each country once: by the codes that numbers are read by, and not by those it had before. */
function CountryChoice(props: {
  label: string
  country: string | undefined
  onChange(country: string): void
}) {
  const { t } = useTranslation()
  const names = useMemo(() => countryNames(), [])
  return (
    <SearchSelect
      aria-label={props.label}
      value={props.country}
      placeholder={t('imports.countryOfSms')}
      options={names}
      onChange={props.onChange}
    />
  )
}

function countryNames(): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(undefined, { type: 'region', fallback: 'none' })
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const codes = letters.flatMap((first) => letters.map((second) => first + second))
  return codes
    .filter(isPhoneCountry)
    .map((value) => ({ value, label: `${names.of(value) ?? value} (${value})` }))
    .sort((a, b) => a.label.localeCompare(b.label))
}

interface DateOrderProps {
  column: string
  cells: readonly Cell[]
  order: DateOrder | undefined
  onChange(order: DateOrder): void
}

/** Shows one of the column's own dates in each order. Nothing is chosen in silence. */
function DateOrderChoice({ column, cells, order, onChange }: DateOrderProps) {
  const { t } = useTranslation()
  const reading = useMemo(() => dateReading(cells), [cells])
  if (!reading) return null
  const { orders, fits, total, example, proposed } = reading
  const dayOf = (one: DateOrder) => {
    const day = dayIn(one, example)
    return day === null ? t('imports.noDay') : dayText(day)
  }
  const missed = order ? total - fits[order] : 0
  return (
    <fieldset className="cf-modes">
      <legend>{t('imports.whichDay', { text: example })}</legend>
      <Radio.Group
        className="cf-order-choice"
        aria-label={t('imports.optionOf', { option: t('imports.dateOrder'), column })}
        value={order}
        onChange={(event) => onChange(event.target.value)}
      >
        {orders.map((one) => (
          <Radio key={one} value={one}>
            {t('imports.orderExample', { order: t(`imports.orders.${one}`), day: dayOf(one) })}
          </Radio>
        ))}
      </Radio.Group>
      {!order && proposed === null && (
        <p className="cf-field-error">{t('imports.chooseOrder', { column })}</p>
      )}
      {missed > 0 && (
        <p className="cf-field-error">
          {t('imports.datesMissed', { count: missed, column, total: formatNumber(total) })}
        </p>
      )}
    </fieldset>
  )
}
