import { Button, Input } from 'antd'
import { SearchSelect } from '../../../layout/search-select.tsx'
import { useTranslation } from 'react-i18next'
import { type Field, isComputed } from '@cardfile/openapi'
import { PlusOutlined } from '../../../layout/icons.tsx'
import { CloseOutlined } from '../../../layout/page-icons.tsx'
import type { Constant } from '../draft/draft.ts'

interface ConstantsProps {
  constants: readonly Constant[]
  fields: readonly Field[]
  /** Keys of fields that columns go to. */
  mapped: readonly string[]
  onChange(constants: Constant[]): void
}

/** The same value for every contact of the file, for fields that a row leaves blank. */
export function ConstantsEditor({ constants, fields, mapped, onChange }: ConstantsProps) {
  const { t } = useTranslation()
  const taken = new Set(constants.map(({ field }) => field))
  // An identity belongs to one contact alone.
  const usable = fields.filter((field) => field.kind !== 'I' && !isComputed(field))
  const untaken = usable.filter(({ key }) => !taken.has(key))
  const free = untaken.find(({ key }) => !mapped.includes(key)) ?? untaken[0]
  const change = (index: number, part: Partial<Constant>) =>
    onChange(constants.map((one, at) => (at === index ? { ...one, ...part } : one)))
  const nameOf = (key: string) => usable.find((field) => field.key === key)?.name ?? key
  return (
    <section className="cf-card cf-form-card cf-stack" aria-labelledby="constants-title">
      <div>
        <h2 className="cf-section-title" id="constants-title">
          {t('imports.constants')}
        </h2>
        <p className="cf-quiet">{t('imports.constantsHint')}</p>
      </div>
      <ul className="cf-constants" hidden={constants.length === 0}>
        {constants.map(({ field, value }, index) => (
          <li key={field}>
            <SearchSelect
              aria-label={t('imports.constantField', { n: index + 1 })}
              value={field}
              options={usable.map(({ key, name }) => ({
                value: key,
                label: name,
                disabled: key !== field && taken.has(key),
              }))}
              onChange={(key) => change(index, { field: key })}
            />
            <Input
              aria-label={t('imports.constantValue', { field: nameOf(field) })}
              value={value}
              onChange={(event) => change(index, { value: event.target.value })}
            />
            <Button
              type="text"
              icon={<CloseOutlined />}
              aria-label={t('imports.constantRemove', { field: nameOf(field) })}
              onClick={() => onChange(constants.filter((_, at) => at !== index))}
            />
          </li>
        ))}
      </ul>
      <div>
        <Button
          icon={<PlusOutlined />}
          disabled={!free}
          onClick={() => free && onChange([...constants, { field: free.key, value: '' }])}
        >
          {t('imports.constantAdd')}
        </Button>
      </div>
    </section>
  )
}
