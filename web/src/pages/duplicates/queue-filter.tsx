import { Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/types.ts'
import { formatNumber } from '../../locales/format.ts'
import type { QueueFilter, SignalCode, Strength } from '../../providers/duplicates.ts'

/** In the order in which they are offered. */
export const signals = [
  'same_identity',
  'same_mailbox',
  'same_phone',
  'same_office_phone',
  'same_handle',
  'same_company',
  'same_city',
  'same_name',
] as const satisfies readonly SignalCode[]

interface QueueFilterProps {
  filter: QueueFilter
  /** Null for who may not know them. */
  counts: Schemas['DuplicateQueue']['counts']
  onFilter(filter: QueueFilter): void
}

/** Which of the suspected pairs: by how sure it is and by what they have in common, with how many there are. */
export function QueueFilterBar({ filter, counts, onFilter }: QueueFilterProps) {
  const { t } = useTranslation()
  const counted = (label: string, n: number | undefined) =>
    n === undefined ? label : t('duplicates.counted', { label, n: formatNumber(n) })
  const strengths: { value: Strength | ''; label: string }[] = [
    { value: '', label: counted(t('duplicates.every'), counts?.total) },
    ...(['strong', 'likely'] as const).map((value) => ({
      value,
      label: counted(t(`duplicates.strengths.${value}`), counts?.byStrength[value]),
    })),
  ]
  return (
    <div className="cf-row cf-queue-filter">
      <Segmented<Strength | ''>
        aria-label={t('duplicates.strength')}
        options={strengths}
        value={filter.strength ?? ''}
        onChange={(value) => onFilter({ ...filter, strength: value || null })}
      />
      <Select<SignalCode | ''>
        aria-label={t('duplicates.reason')}
        value={filter.reason ?? ''}
        popupMatchSelectWidth={false}
        options={[
          { value: '', label: t('duplicates.anyReason') },
          ...signals.map((value) => ({
            value,
            label: counted(t(`duplicates.signals.${value}`), counts?.byReason[value]),
          })),
        ]}
        onChange={(value) => onFilter({ ...filter, reason: value || null })}
      />
    </div>
  )
}
