import { useTranslation } from 'react-i18next'
import { type Field, rulesOf } from '@cardfile/openapi'
import { cellText } from './cell-text.ts'
import { CellView } from './cell-view.tsx'
import { elementKey } from './merge-values.ts'
import './whole-value.css'

interface WholeValueProps {
  field: Field
  value: unknown
  /** What would be replaced: of a list it is marked what comes and what goes. */
  before?: unknown
}

/** A value with nothing of it cut: all of a list, each on a line, and all of a text. */
export function WholeValue({ field, value, before = value }: WholeValueProps) {
  const { t } = useTranslation()
  const { many, signedText } = rulesOf(field)
  const words = { yes: t('values.true'), no: t('values.false') }
  if (many && !field.masked) return <Elements field={field} value={value} before={before} />
  const text = cellText(field, value, words)
  if (text === null) return <span className="cf-quiet">{t('values.unset')}</span>
  if (!field.masked && signedText(value)) return <CellView field={field} value={value} />
  return <bdi className="cf-whole">{text}</bdi>
}

function Elements({ field, value, before }: Required<WholeValueProps>) {
  const { t } = useTranslation()
  const [now, earlier] = [listed(value), listed(before)]
  const keys = (list: readonly unknown[]) => new Set(list.map((one) => elementKey(field, one)))
  const [stays, was] = [keys(now), keys(earlier)]
  const gone = earlier.filter((one) => !stays.has(elementKey(field, one)))
  const words = { yes: t('values.true'), no: t('values.false') }
  // A number's plus stays before it where one reads from the right.
  const text = (one: unknown) => <bdi>{cellText(field, [one], words)}</bdi>
  if (now.length + gone.length === 0) return <span className="cf-quiet">{t('values.unset')}</span>
  return (
    <ul className="cf-whole-list">
      {now.map((one) => (
        <li key={String(one)}>
          {was.has(elementKey(field, one)) ? (
            text(one)
          ) : (
            <ins>
              {text(one)} <small>{t('values.added')}</small>
            </ins>
          )}
        </li>
      ))}
      {gone.map((one) => (
        <li key={String(one)}>
          <del>{text(one)}</del> <small>{t('values.removed')}</small>
        </li>
      ))}
    </ul>
  )
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
