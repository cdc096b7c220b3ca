import { Segmented } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '../../layout/copy-field.tsx'
import { identifySnippet, type SnippetLanguage, snippetLanguages } from './identify-snippets.ts'
import './identify-snippet.css'

/** The one call that a channel needs, to copy. @param secret a key that was just made */
export function IdentifySnippet({ secret = null }: { secret?: string | null }) {
  const { t } = useTranslation()
  const id = useId()
  const [language, setLanguage] = useState<SnippetLanguage>('curl')
  const text = identifySnippet(language, globalThis.location.origin, secret)
  return (
    <section className="cf-snippet" aria-labelledby={id}>
      <h2 className="cf-section-title" id={id}>
        {t('keys.snippet')}
      </h2>
      <p className="cf-quiet">{t('keys.snippetHint')}</p>
      <div className="cf-snippet-head">
        <Segmented<SnippetLanguage>
          aria-label={t('keys.snippetLanguage')}
          options={[...snippetLanguages]}
          value={language}
          onChange={setLanguage}
        />
        <CopyButton text={text} label={t('copy.named', { label: language })} />
      </div>
      <pre className="cf-code-block" dir="ltr">
        {text}
      </pre>
    </section>
  )
}
