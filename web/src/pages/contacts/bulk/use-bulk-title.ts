import { useTranslation } from 'react-i18next'
import type { Field } from '@cardfile/openapi'
import type { BulkChange } from '../../../api/bulk-changes.ts'
import { fieldName } from '../../../locales/contract-words.ts'
import { formatList, formatNumber } from '../../../locales/format.ts'

/** What a change of many contacts is called: what was done to how many. */
export function useBulkTitle(fields: readonly Field[]) {
  const { t } = useTranslation()
  return ({ do: what, counts }: Pick<BulkChange, 'do' | 'counts'>): string => {
    const told = { count: counts.changed, formatted: formatNumber(counts.changed) }
    if (typeof what === 'string') return t(`bulk.pastOf.${what}`, told)
    const names = what.map(({ field: key }) => {
      const field = fields.find((one) => one.key === key)
      return field ? fieldName(field) : t('bulk.hiddenField')
    })
    return t('bulk.pastOf.edit', { ...told, fields: formatList([...new Set(names)]) })
  }
}
