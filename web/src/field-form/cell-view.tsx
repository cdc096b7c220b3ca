import { useTranslation } from 'react-i18next'
import { type Field, displayOf } from '@cardfile/openapi'
import { cellText } from './cell-text.ts'

/** A value in a table or list; long ones are cut by the style sheet and whole in the title. */
export function CellView({ field, value }: { field: Field; value: unknown }) {
  const { t } = useTranslation()
  const { many, control, signedText } = displayOf(field)
  // Few values are a yes or a no, and a list has a thousand values.
  const words = {
    get yes() {
      return t('values.true')
    },
    get no() {
      return t('values.false')
    },
  }
  if (field.masked) return <Masked text={cellText(field, value, words)} />
  if (many && Array.isArray(value) && value.length > 0) {
    if (control.kind === 'identities') return <Identities values={value} />
    return (
      <span className="cf-tags">
        {value.map((one) => (
          <bdi key={String(one)} className="cf-tag">
            {cellText(field, [one], words)}
          </bdi>
        ))}
      </span>
    )
  }
  const text = cellText(field, value, words)
  if (text === null) return null
  const signed = signedText(value)
  if (signed) {
    const spoken = t('values.rated', {
      value: signed.value,
      most: signed.most,
      count: signed.most,
    })
    return (
      <span role="img" aria-label={spoken} title={spoken}>
        {signed.signs}
      </span>
    )
  }
  if (control.kind === 'line' && control.input === 'url')
    return (
      <a href={text} title={text} dir="auto" target="_blank" rel="noopener noreferrer nofollow">
        {text.replace(/^https?:\/\//, '')}
      </a>
    )
  return (
    <span title={text} dir="auto">
      {text}
    </span>
  )
}

/** The primary one, and how many more there are. */
function Identities({ values }: { values: unknown[] }) {
  const { t } = useTranslation()
  const [first, ...others] = values.map(String)
  return (
    <span className="cf-first-identity" title={values.join('\n')}>
      <bdi>{first}</bdi>
      {others.length > 0 && (
        <bdi className="cf-tag cf-more" dir="ltr">
          {t('identities.more', { count: others.length })}
        </bdi>
      )}
    </span>
  )
}

/** It is shown that it is no value: nothing to follow, to write to or to copy. */
function Masked({ text }: { text: string | null }) {
  const { t } = useTranslation()
  if (text === null) return null
  return (
    <span className="cf-masked" title={t('form.masked')}>
      <bdi>{text}</bdi>
    </span>
  )
}
