import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { type Field, nameKey } from '@cardfile/openapi'
import type { Contact } from '../../api/types.ts'
import { cellText, instantText } from '../../field-form/cell-text.ts'
import type { DuplicatePair } from '../../providers/duplicates.ts'
import { channelsOf } from '../contacts/channels.ts'
import { ReasonList } from './reason-list.tsx'

interface PairCardProps {
  pair: DuplicatePair
  fields: readonly Field[]
  onMerge(): void
  onNotDuplicates(): void
  onLater(): void
}

export const nameOf = ({ values }: Contact): string => String(values[nameKey] ?? '')

/** Two contacts side by side, why they may be one, and what one can say to it. */
export function PairCard({ pair, fields, onMerge, onNotDuplicates, onLater }: PairCardProps) {
  const { t } = useTranslation()
  const [a, b] = pair.contacts.map(nameOf)
  return (
    <article
      className="cf-card cf-pair"
      data-pair={pairKey(pair)}
      tabIndex={-1}
      aria-label={t('duplicates.pair', { a, b })}
    >
      <div className="cf-pair-why">
        <span className={`cf-badge${pair.strength === 'strong' ? ' cf-badge-good' : ''}`}>
          {t(`duplicates.strengths.${pair.strength}`)}
        </span>
        <ReasonList reasons={pair.reasons} />
      </div>
      <div className="cf-pair-two">
        {pair.contacts.map((contact) => (
          <ContactSummary key={contact.id} contact={contact} fields={fields} />
        ))}
      </div>
      <div className="cf-row cf-pair-actions">
        <Button type="primary" onClick={onMerge}>
          {t('merging.compare')}
        </Button>
        <Button onClick={onNotDuplicates}>{t('duplicates.not')}</Button>
        <Button type="text" onClick={onLater}>
          {t('duplicates.later')}
        </Button>
      </div>
    </article>
  )
}

export const pairKey = ({ contacts: [a, b] }: DuplicatePair): string => `${a?.id} ${b?.id}`

const beside = ['title', 'company', 'city', 'country']

function ContactSummary({ contact, fields }: { contact: Contact; fields: readonly Field[] }) {
  const { t } = useTranslation()
  const words = { yes: t('values.true'), no: t('values.false') }
  const told = beside.flatMap((key) => {
    const field = fields.find((one) => one.key === key)
    const text = field && cellText(field, contact.values[key], words)
    return text ? [text] : []
  })
  return (
    <div className="cf-pair-one">
      <Link className="cf-pair-name" to={`/contacts/${contact.id}`}>
        <bdi>{nameOf(contact)}</bdi>
      </Link>
      {told.length > 0 && <p>{told.join(' · ')}</p>}
      {channelsOf(contact, fields).map(({ field, text }) => (
        <p key={field.key}>
          <bdi>{text}</bdi>
        </p>
      ))}
      <p className="cf-quiet">{t('duplicates.since', { at: instantText(contact.createdAt) })}</p>
    </div>
  )
}
