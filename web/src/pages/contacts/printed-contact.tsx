import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Field } from '@cardfile/openapi'
import type { Contact } from '../../api/types.ts'
import { KnownValues } from './known-values.tsx'

interface PrintedContactProps {
  fields: readonly Field[]
  contact: Contact
}

/** On paper, in place of the form. Made when somebody prints. */
export function PrintedContact({ fields, contact }: PrintedContactProps) {
  if (!usePrinting()) return null
  return (
    <div className="cf-printed">
      <KnownValues fields={fields} contact={contact} />
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
