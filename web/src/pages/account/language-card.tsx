import { useInvalidateAuthStore } from '@refinedev/core'
import { App, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { languageOf, languages } from '@cardfile/openapi'
import type { Me } from '../../access/me.ts'
import { client } from '../../api/client.ts'
import { Property, propertyAria } from '../../layout/property.tsx'
import { languageFor } from '../../locales/language-choice.ts'
import { chooseLanguage } from '../../locales/i18n.ts'
import { languageNames } from '../../locales/language-names.ts'

const asBrowser = 'browser'

/** The language of the screens: it is kept with the person, so that it is theirs everywhere. */
export function LanguageCard({ me }: { me: Me }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const refreshMe = useInvalidateAuthStore()
  const [busy, setBusy] = useState(false)
  const choose = async (choice: string) => {
    const language = languageOf(choice)
    setBusy(true)
    try {
      await client.PATCH('/api/v1/me', { body: { language } })
      await chooseLanguage(language)
      await refreshMe()
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    }
    setBusy(false)
  }
  const ofBrowser = languageNames[languageFor(navigator.languages)]
  return (
    <section className="cf-card cf-account-card" aria-labelledby="language-title">
      <h2 className="cf-section-title" id="language-title">
        {t('language.title')}
      </h2>
      <form noValidate onSubmit={(event) => event.preventDefault()}>
        <Property id="language" label={t('language.screens')} hint={t('language.hint')}>
          <Select<string>
            {...propertyAria('language', undefined, true)}
            value={me.language ?? asBrowser}
            loading={busy}
            onChange={(choice) => void choose(choice)}
            options={[
              { value: asBrowser, label: t('language.asBrowser', { language: ofBrowser }) },
              ...languages.map((language) => ({
                value: language as string,
                label: <span lang={language}>{languageNames[language]}</span>,
              })),
            ]}
          />
        </Property>
      </form>
    </section>
  )
}
