import { Alert } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Values } from '@cardfile/openapi'
import type { Contact } from '../../api/types.ts'
import { nameOf } from '../duplicates/pair-card.tsx'
import { ReasonList } from '../duplicates/reason-list.tsx'
import { useLikeContacts } from './use-like-contacts.ts'

interface LikenessNoticeProps {
  values: Values
  /** What is known for sure, in the place of what is only like. */
  children?: ReactNode
}

/** While a contact is written: who looks like it already. It never stands in the way of saving. */
export function LikenessNotice({ values, children }: LikenessNoticeProps) {
  const { t } = useTranslation()
  const suspects = useLikeContacts(values)
  return (
    <div role="status" className="cf-likeness">
      {children ||
        (suspects.length > 0 && (
          <Alert
            className="cf-notice"
            type="warning"
            showIcon
            message={t('duplicates.like', { count: suspects.length })}
            description={
              <ul className="cf-suspects">
                {suspects.map(({ contact, reasons }) => (
                  <li key={contact.id}>
                    <Link to={`/contacts/${contact.id}`} target="_blank" rel="noopener">
                      {calledAt(contact)}
                      <span className="cf-hidden-text"> {t('form.newTab')}</span>
                    </Link>
                    <ReasonList reasons={reasons} />
                  </li>
                ))}
              </ul>
            }
          />
        ))}
    </div>
  )

  function calledAt(contact: Contact): string {
    const { company } = contact.values
    return typeof company === 'string' && company !== ''
      ? t('duplicates.at', { name: nameOf(contact), company })
      : nameOf(contact)
  }
}
