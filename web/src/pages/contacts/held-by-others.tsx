import { useInvalidate } from '@refinedev/core'
import { useMutation } from '@tanstack/react-query'
import { Alert, App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { type Conflict, type Field, isEmptyValue, type Values } from '@cardfile/openapi'
import { useMay } from '../../access/may.tsx'
import { answered, client } from '../../api/client.ts'
import type { Contact } from '../../api/types.ts'
import { fieldName } from '../../locales/contract-words.ts'
import { formatList } from '../../locales/format.ts'
import { comparePath } from '../../providers/compare-path.ts'
import { useUndoChange } from './use-undo-change.ts'

interface HeldByOthersProps {
  fields: readonly Field[]
  conflicts: readonly Conflict[]
  values: Values
  /** Told of the contact that took what was typed. */
  onAdded(contact: Contact): void
}

/** Where a new contact's identities are somebody else's: the ways on that lose nothing of what was typed. */
export function HeldByOthers({ fields, conflicts, values, onAdded }: HeldByOthersProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const undoable = useUndoChange()
  const mayMerge = useMay()('merge_contacts')
  const invalidate = useInvalidate()
  const add = useMutation({
    mutationFn: async () => {
      const path = { id: holder?.id ?? '' }
      const before = await answered(client.GET('/api/v1/contacts/{id}', { params: { path } }))
      const body = itemOf(fields, values)
      return { before, ...(await answered(client.POST('/api/v1/contacts:identify', { body }))) }
    },
    onSuccess: ({ before, contact, left }) => {
      const [name, kept] = [holder?.name, fields.filter(({ key }) => left.includes(key))]
      const text =
        kept.length === 0
          ? t('contacts.addedTo', { name })
          : t('contacts.addedToKept', { name, fields: formatList(kept.map(fieldName)) })
      // Where somebody else wrote in between, it would be theirs that is taken back.
      if (contact.version === before.version + 1) undoable(text, before, contact)
      else message.success(text)
      onAdded(contact)
    },
    onSettled: () => invalidate({ resource: 'contacts', invalidates: ['resourceAll'] }),
  })
  const holders = [...new Map(conflicts.map(({ contact }) => [contact.id, contact])).values()]
  const [holder, ...more] = holders
  if (!holder) return null
  const { name } = holder
  const one = more.length === 0
  return (
    <Alert
      className="cf-notice cf-held"
      type="info"
      showIcon
      message={one ? t('contacts.heldByOne', { name }) : t('contacts.heldBySeveral')}
      description={
        <>
          <p>{one ? t('contacts.heldByOneText') : mayMerge && t('contacts.heldBySeveralText')}</p>
          {add.error && (
            <p className="cf-field-error" role="alert">
              {add.error.message}
            </p>
          )}
          <div className="cf-row">
            {one && (
              <Button loading={add.isPending} onClick={() => add.mutate()}>
                {t('contacts.addToHolder', { name })}
              </Button>
            )}
            {holders.map((contact) => (
              <Link key={contact.id} to={`/contacts/${contact.id}`}>
                {t('contacts.openHolder', { name: contact.name })}
              </Link>
            ))}
            {!one && mayMerge && (
              <Link to={comparePath(holders.map(({ id }) => id))}>{t('merging.compare')}</Link>
            )}
          </div>
        </>
      }
    />
  )
}

/** What is typed, as a channel sends what it knows. */
function itemOf(fields: readonly Field[], typed: Values) {
  const [identities, values]: [Values, Values] = [{}, {}]
  for (const { key, kind } of fields)
    if (!isEmptyValue(typed[key])) (kind === 'I' ? identities : values)[key] = typed[key]
  return { identities, values, onMatch: 'fill' as const, create: false }
}
