import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useMay } from '../../access/may.tsx'
import type { Contact } from '../../api/types.ts'
import { useDuplicatesOf } from '../../providers/duplicates.ts'
import { nameOf } from '../duplicates/pair-card.tsx'
import { comparePath } from '../../providers/compare-path.ts'
import { ReasonList } from '../duplicates/reason-list.tsx'

/** Others that may be the same person; nothing where there are none. */
export function SuspectsCard({ contact }: { contact: Contact }) {
  const { t } = useTranslation()
  const mayMerge = useMay()('merge_contacts')
  const { data } = useDuplicatesOf(contact)
  const suspects = data?.data ?? []
  if (suspects.length === 0) return null
  return (
    <section className="cf-card cf-facts-card">
      <h2 className="cf-section-title">{t('duplicates.ofContact', { count: suspects.length })}</h2>
      <ul className="cf-suspects">
        {suspects.map(({ contact: other, reasons }) => (
          <li key={other.id}>
            <Link to={`/contacts/${other.id}`}>
              <bdi>{nameOf(other)}</bdi>
            </Link>
            <ReasonList reasons={reasons} />
            {mayMerge && (
              <Link
                to={comparePath([contact.id, other.id])}
                aria-label={t('merging.compareWith', { name: nameOf(other) })}
              >
                {t('merging.compare')}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
