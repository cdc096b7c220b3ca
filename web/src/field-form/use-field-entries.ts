import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, Values } from '@cardfile/openapi'
import type { Entry } from '../palette/entries.ts'
import { controlId } from './field-item.tsx'
import { revealAndFocus } from './reveal.ts'
import { fieldsThere } from './form-model.ts'

/** For the palette: the fields that a form shows, each reached by its name. @param stored null for a new contact */
export function useFieldEntries(
  fields: readonly Field[],
  values: Values,
  stored: Values | null,
): Entry[] {
  const { t } = useTranslation()
  return useMemo(
    () =>
      fieldsThere(fields, values, stored).map(({ key, name }) => ({
        id: controlId(key),
        group: 'here',
        label: t('palette.goTo', { name }),
        run: () => revealAndFocus(controlId(key)),
      })),
    [fields, values, stored, t],
  )
}
