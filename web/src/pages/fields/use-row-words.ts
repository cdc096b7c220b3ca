import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '@cardfile/openapi'
import { useSettingWords, useTypeWords } from './type-words.ts'
import type { Flag } from './use-set-flag.ts'

/** What the rows of the list of fields say, asked for once for all of them. */
export interface RowWords {
  t: TFunction
  flags: Readonly<Record<Flag, string>>
  typeLabel(field: Field): string
  /** All that a definition states, in one line. */
  summariesOf(field: Field): string
}

export function useRowWords(): RowWords {
  const { t } = useTranslation()
  const { typeLabel } = useTypeWords()
  const { summariesOf } = useSettingWords()
  return useMemo(
    () => ({
      t,
      flags: {
        visible: t('flags.visible'),
        required: t('flags.required'),
        readOnly: t('flags.readOnly'),
      },
      typeLabel,
      summariesOf,
    }),
    [t, typeLabel, summariesOf],
  )
}
