import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { chosenEncodings, type OpenOptions } from '@cardfile/openapi/spreadsheet'
import type { Wizard } from '../draft/use-wizard.ts'

type Delimiter = NonNullable<OpenOptions['delimiter']>
type Encoding = NonNullable<OpenOptions['encoding']>

const delimiters: readonly { value: Delimiter; name: 'comma' | 'semicolon' | 'tab' | 'bar' }[] = [
  { value: ',', name: 'comma' },
  { value: ';', name: 'semicolon' },
  { value: '\t', name: 'tab' },
  { value: '|', name: 'bar' },
]
const encodings: readonly {
  value: Encoding
  name?: (typeof chosenEncodings)[number]
  label: string
}[] = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'windows-1252', label: 'Windows-1252' },
  { value: 'utf-16le', label: 'UTF-16 LE' },
  { value: 'utf-16be', label: 'UTF-16 BE' },
  { value: 'utf-32le', label: 'UTF-32 LE' },
  { value: 'utf-32be', label: 'UTF-32 BE' },
  ...chosenEncodings.map((value) => ({ value, name: value, label: value })),
]
/** Rows offered as the one with the headings. */
const offered = 20

/** How the file is read: found out by itself, set right here, whatever came of it so far. */
export function ReadingSettings({ wizard }: { wizard: Wizard }) {
  const { t } = useTranslation()
  const { opened, draft, first, text } = wizard
  const sheets = draft && opened ? opened.sheets : []
  if (!opened && !text) return null
  return (
    <div className="cf-settings">
      {draft && sheets.length > 1 && (
        <label className="cf-setting">
          {t('imports.sheet')}
          <Select
            aria-label={t('imports.sheet')}
            value={draft.sheet}
            options={sheets.map(({ name, hidden }, index) => ({
              value: index,
              label: hidden ? t('imports.hiddenSheet', { name }) : name,
            }))}
            onChange={(sheet) => wizard.read({ sheet })}
          />
        </label>
      )}
      {draft && opened && (
        <label className="cf-setting">
          {t('imports.headingRow')}
          <Select
            aria-label={t('imports.headingRow')}
            value={draft.headingRow}
            options={[
              { value: 0, label: t('imports.noHeadings') },
              ...first.slice(0, offered).map(({ number }) => ({
                value: number,
                label: t('imports.rowNumber', { number }),
              })),
            ]}
            onChange={(headingRow) => wizard.read({ headingRow })}
          />
        </label>
      )}
      {text && (
        <>
          <label className="cf-setting">
            {t('imports.delimiter')}
            <Select
              aria-label={t('imports.delimiter')}
              placeholder={t('imports.foundOut')}
              value={text.delimiter as Delimiter}
              options={delimiters.map(({ value, name }) => ({
                value,
                label: t(`imports.delimiters.${name}`),
              }))}
              onChange={(delimiter: Delimiter) => wizard.read({ reading: { delimiter } })}
            />
          </label>
          <label className="cf-setting">
            {t('imports.encoding')}
            <Select
              aria-label={t('imports.encoding')}
              placeholder={t('imports.foundOut')}
              value={text.encoding as Encoding}
              popupMatchSelectWidth={false}
              options={encodings.map(({ value, name, label }) => ({
                value,
                label: name ? t(`imports.encodings.${name}`) : label,
              }))}
              onChange={(encoding: Encoding) => wizard.read({ reading: { encoding } })}
            />
          </label>
        </>
      )}
    </div>
  )
}
