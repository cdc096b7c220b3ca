import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Field } from '@cardfile/openapi'
import { fieldName } from '../../locales/contract-words.ts'
import { valueOf } from '../../field-form/cell-text.ts'
import { formFields } from '../../field-form/form-model.ts'
import { WholeValue } from '../../field-form/whole-value.tsx'
import type { Contact } from '../../api/types.ts'

interface PrintedContactProps {
  fields: readonly Field[]
  contact: Contact
}

/** On paper, in place of the form: what is known, whole and without boxes. Made when somebody prints. */
export function PrintedContact({ fields, contact }: PrintedContactProps) {
  if (!usePrinting()) return null
  const known = formFields(fields).filter((field) => valueOf(contact, field) !== null)
  return (
    <dl className="cf-printed">
      {known.map((field) => (
        <div key={field.key}>
          <dt>{fieldName(field)}</dt>
          <dd>
            <WholeValue field={field} value={valueOf(contact, field)} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function usePrinting(): boolean {
  const [isPrinting, setIsPrinting] = useState(false)
  useEffect(() => {
    const media = window.matchMedia('print')
    const until = new AbortController()
    // The page is printed as soon as this has returned.
    const become = (printing: boolean) => () => flushSync(() => setIsPrinting(printing))
    window.addEventListener('beforeprint', become(true), until)
    window.addEventListener('afterprint', become(false), until)
    media.addEventListener('change', () => become(media.matches)(), until)
    return () => until.abort()
  }, [])
  return isPrinting
}
