import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { currencyCodes } from '@cardfile/openapi'
import { SearchSelect } from '../../layout/search-select.tsx'
import type { propertyAria } from '../../layout/property.tsx'
import { formatLocale } from '../../locales/format.ts'

interface CurrencyChoiceProps {
  aria: ReturnType<typeof propertyAria>
  chosen: readonly string[]
  several?: boolean
  /** The only ones to choose from; all where there is none. */
  among?: readonly string[]
  disabled: boolean
  onChange(chosen: string[]): void
}

/** One currency or several, found by their codes and by their names in the person's language. */
export function CurrencyChoice(props: CurrencyChoiceProps) {
  const { aria, chosen, several = false, among = [], disabled, onChange } = props
  const { t } = useTranslation()
  const names = useCurrencyNames()
  const offered = among.length > 0 ? [...new Set([...among, ...chosen])] : currencyCodes
  const shared = {
    ...aria,
    'aria-labelledby': `${aria.id}-label`,
    allowClear: true,
    disabled,
    options: offered.map((code) => ({ value: code, label: names(code) })),
  }
  return several ? (
    <SearchSelect<string[]>
      {...shared}
      mode="multiple"
      placeholder={t('currencies.all')}
      value={[...chosen]}
      onChange={onChange}
    />
  ) : (
    <SearchSelect<string | null>
      {...shared}
      placeholder={t('currencies.none')}
      value={chosen[0] ?? null}
      onChange={(code) => onChange(code ? [code] : [])}
    />
  )
}

/** @returns what gives a code with the currency's name: `CHF, Swiss Franc` */
function useCurrencyNames(): (code: string) => string {
  const language = formatLocale()
  return useMemo(() => {
    const names = new Intl.DisplayNames(language, { type: 'currency', fallback: 'none' })
    return (code) => {
      const name = names.of(code)
      return name === undefined ? code : `${code}, ${name}`
    }
  }, [language])
}
