import { type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Field, sameValue, type Values } from '@cardfile/openapi'
import { ApiError } from '../../api/api-error.ts'
import { answered, client } from '../../api/client.ts'
import { useIdempotencyKey } from '../../api/idempotency-key.ts'
import type { Contact } from '../../api/types.ts'
import { focusFirstError } from '../../field-form/field-form.tsx'
import { changedValues, valuesToCreate } from '../../field-form/form-model.ts'
import { mergedChanges } from '../../field-form/merge-values.ts'
import { type Draft, useDraft } from '../../field-form/use-draft.ts'
import { useChangeContact, useCreateContact } from '../../providers/records.ts'

interface Saving {
  draft: Draft
  /** The contact as it was stored last; null as long as it is a new one. */
  base: Contact | null
  busy: boolean
  /** Why the last save came to nothing, where no field can show it. */
  failure: string | null
  /** What somebody else has stored meanwhile, for the person to decide. */
  stale: Stale | null
  /** Saves what stands in the form. */
  save(): Promise<void>
  /** Goes on from a newer state from elsewhere, where nothing is typed that it would wipe. */
  follow(contact: Contact): void
}

export interface Stale {
  contact: Contact
  /** What would be stored of the form's changes, by field. */
  merged: Values
  saveMine(): Promise<void>
  takeTheirs(): void
  close(): void
}

interface SavingOptions {
  fields: readonly Field[]
  /** Null for a new one. */
  stored: Contact | null
  form: RefObject<HTMLFormElement | null>
  /**
   * @param typedSince whether the form has changes that were typed while it was saved
   * @param before what the changes were made to; null for a new one
   */
  onSaved(contact: Contact, typedSince: boolean, before: Contact | null): void
}

/**
 * Saves a contact's form. One may go on typing meanwhile: what was typed after Save stays, unsaved. A
 * form that is left while it is saved gives its request up.
 */
export function useContactSaving({ fields, stored, form, onSaved }: SavingOptions): Saving {
  const { t } = useTranslation()
  const [base, setBase] = useState(stored)
  const draft = useDraft(fields, base?.values)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [newer, setNewer] = useState<Contact | null>(null)
  const keyFor = useIdempotencyKey()
  const { mutateAsync: create } = useCreateContact()
  const { mutateAsync: change } = useChangeContact()
  const sending = useRef<AbortController>(null)
  useEffect(() => () => sending.current?.abort(), [])

  const write = async (values: Values, onto: Contact | null, signal: AbortSignal) => {
    const body = { values }
    const { data } = await (onto
      ? change({ id: onto.id, values: body, meta: { version: onto.version, signal } })
      : create({ values: body, meta: { idempotencyKey: keyFor(body), signal } }))
    return data
  }
  const send = async (values: Values, onto: Contact | null) => {
    const sent = draft.values
    const control = new AbortController()
    sending.current = control
    setBusy(true)
    setFailure(null)
    try {
      const contact = await write(values, onto, control.signal)
      setBase(contact)
      setNewer(null)
      onSaved(contact, draft.rebase(contact.values, sent), onto)
    } catch (error) {
      if (!control.signal.aborted) await refuse(error)
    }
    setBusy(false)
  }
  const refuse = async (error: unknown) => {
    if (error instanceof ApiError && error.code === 'stale' && base)
      return setNewer(storedContact(error.current) ?? (await readContact(base.id)))
    setNewer(null)
    if (draft.refuse(error)) focusFirstError(form.current, fields)
    else setFailure(error instanceof Error ? error.message : t('errors.network'))
  }
  const save = async () => {
    if (busy) return
    if (!draft.check()) return focusFirstError(form.current, fields)
    const values = base
      ? changedValues(fields, base.values, draft.values)
      : valuesToCreate(fields, draft.values)
    await send(values, base)
  }
  const adopt = (contact: Contact) => {
    setBase(contact)
    setNewer(null)
    setFailure(null)
    draft.rebase(contact.values)
  }
  const staleOf = (contact: Contact, { values: before }: Contact): Stale => {
    const merged = mergedChanges(fields, {
      base: before,
      theirs: contact.values,
      mine: draft.values,
    })
    const differing = Object.entries(merged).filter(
      ([key, value]) => !sameValue(value, contact.values[key]),
    )
    return {
      contact,
      merged,
      saveMine: async () => {
        if (differing.length === 0) adopt(contact)
        else await send(Object.fromEntries(differing), contact)
      },
      takeTheirs: () => adopt(contact),
      close: () => setNewer(null),
    }
  }
  return {
    draft,
    base,
    busy,
    failure,
    stale: newer && base && staleOf(newer, base),
    save,
    follow: (contact) => {
      if (base && contact.version > base.version && !draft.dirty && !busy) setBase(contact)
    },
  }
}

function readContact(id: string): Promise<Contact> {
  return answered(client.GET('/api/v1/contacts/{id}', { params: { path: { id } } }))
}

/** The contact that a refusal came with. The document says of it that it may be any record. */
function storedContact(record: unknown): Contact | null {
  const isContact =
    typeof record === 'object' &&
    record !== null &&
    'id' in record &&
    typeof record.id === 'string' &&
    'version' in record &&
    typeof record.version === 'number' &&
    'values' in record &&
    typeof record.values === 'object' &&
    record.values !== null
  return isContact ? (record as Contact) : null
}
