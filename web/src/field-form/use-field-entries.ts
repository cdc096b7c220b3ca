import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '@cardfile/openapi'
import type { Entry } from '../palette/entries.ts'
import { controlId } from './field-item.tsx'
import { revealAndFocus } from './reveal.ts'
import { formFields } from './form-model.ts'

/** For the palette: a form's fields, each reached by its name. */
export function useFieldEntries(fields: readonly Field[]): Entry[] {
  const { t } = useTranslation()
  return useMemo(
    () =>
      formFields(fields).map(({ key, name }) => ({
        id: controlId(key),
        group: 'here',
        label: t('palette.goTo', { name }),
        run: () => revealAndFocus(controlId(key)),
      })),
    [fields, t],
  )
}
