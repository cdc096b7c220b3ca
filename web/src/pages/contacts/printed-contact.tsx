import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { bySection, type Field } from '@cardfile/openapi'
import { fieldName } from '../../locales/contract-words.ts'
import { valueOf } from '../../field-form/cell-text.ts'
import { formFields } from '../../field-form/form-model.ts'
import { WholeValue } from '../../field-form/whole-value.tsx'
import { useFields } from '../../providers/fields.ts'
import type { Contact } from '../../api/types.ts'

interface PrintedContactProps {
  fields: readonly Field[]
  contact: Contact
}

/** On paper, in place of the form: what is known, whole and without boxes. Made when somebody prints. */
export function PrintedContact({ fields, contact }: PrintedContactProps) {
  const { sections } = useFields()
  if (!usePrinting()) return null
  const known = formFields(fields).filter((field) => valueOf(contact, field) !== null)
  return (
    <div className="cf-printed">
      {bySection(known, sections)
        .filter((part) => part.fields.length > 0)
        .map((part) => (
          <section key={part.section?.id ?? 0}>
            {part.section && <h2>{part.section.name}</h2>}
            <dl>
              {part.fields.map((field) => (
                <div key={field.key}>
                  <dt>{fieldName(field)}</dt>
                  <dd>
                    <WholeValue field={field} value={valueOf(contact, field)} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
    </div>
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
