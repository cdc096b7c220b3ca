import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, FieldState, Values } from '@cardfile/openapi'
import { fieldName } from '../locales/contract-words.ts'
import { formatList } from '../locales/format.ts'
import { formFields, statesOf } from './form-model.ts'

interface FieldStates {
  /** Of fields that depend on others, by key. */
  states: ReadonlyMap<string, FieldState>
  /** Fields that the form shows now. */
  shown: readonly Field[]
  /** Which fields have come and gone by what was typed last, for who does not see the form. */
  told: string
}

/** Which fields a form shows as somebody types, and how. @param stored null for a new contact */
export function useFieldStates(
  fields: readonly Field[],
  values: Values,
  stored: Values | null,
): FieldStates {
  const { t } = useTranslation()
  const states = useMemo(() => statesOf(fields, values, stored), [fields, values, stored])
  const shown = useMemo(
    () => formFields(fields).filter(({ key }) => states.get(key)?.isThere ?? true),
    [fields, states],
  )
  const last = useRef({ fields, shown })
  const [told, setTold] = useState('')
  useEffect(() => {
    const before = last.current
    last.current = { fields, shown }
    if (before.fields !== fields) return
    const names = (some: readonly Field[], others: readonly Field[]) => {
      const known = new Set(others.map(({ key }) => key))
      return some.filter(({ key }) => !known.has(key)).map(fieldName)
    }
    const [come, gone] = [names(shown, before.shown), names(before.shown, shown)]
    if (come.length + gone.length === 0) return
    setTold(
      [
        come.length > 0 && t('form.appeared', { fields: formatList(come) }),
        gone.length > 0 && t('form.disappeared', { fields: formatList(gone) }),
      ]
        .filter(Boolean)
        .join(' '),
    )
  }, [fields, shown, t])
  return { states, shown, told }
}
