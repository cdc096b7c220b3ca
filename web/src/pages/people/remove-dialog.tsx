import { Checkbox } from 'antd'
import { type RefObject, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../access/may.tsx'
import type { Person } from '@cardfile/openapi'
import { formatList } from '../../locales/format.ts'
import { FormDialog } from '../../layout/form-dialog.tsx'
import { useEvery } from '../../providers/use-every.ts'

interface RemoveDialogProps {
  person: Person
  returnTo: RefObject<HTMLElement | null>
  /** @param keys what becomes of the API keys they made */
  onRemove(keys: 'keep' | 'revoke'): Promise<unknown>
  onClose(): void
}

/** Asks before somebody is removed, and whether the keys they gave to programs go with them. */
export function RemoveDialog({ person, returnTo, onRemove, onClose }: RemoveDialogProps) {
  const { t } = useTranslation()
  const may = useMay()
  const [revokes, setRevokes] = useState(false)
  const { data: keys = [] } = useEvery('api-keys', may('manage_keys'))
  const made = keys.filter(({ createdBy }) => createdBy?.id === person.id)
  const names = formatList(made.map(({ name }) => name))
  return (
    <FormDialog
      title={t('people.ask.remove.title', { name: person.name })}
      okText={t('people.ask.remove.ok')}
      danger
      returnTo={returnTo}
      onSubmit={() => onRemove(revokes ? 'revoke' : 'keep')}
      onClose={onClose}
    >
      {() => (
        <>
          <p>{t('people.ask.remove.text', { name: person.name })}</p>
          {made.length > 0 && (
            <div>
              <Checkbox
                checked={revokes}
                aria-describedby="revokes-hint"
                onChange={({ target }) => setRevokes(target.checked)}
              >
                {t('keys.revokeThose', { count: made.length, names })}
              </Checkbox>
              <p className="cf-field-hint" id="revokes-hint">
                {t('keys.keepThose')}
              </p>
            </div>
          )}
        </>
      )}
    </FormDialog>
  )
}
