import { useTranslation } from 'react-i18next'
import { languages } from '@cardfile/openapi'
import { chooseLanguage, languageNow } from '../locales/i18n.ts'
import { languageNames } from '../locales/language-names.ts'
import { GlobalOutlined } from './page-icons.tsx'
import { MenuButton } from './menu-button.tsx'

/** The language, for whoever is not signed in. */
export function LanguageMenu() {
  const { t } = useTranslation()
  const now = languageNow()
  return (
    <MenuButton
      type="text"
      icon={<GlobalOutlined />}
      aria-label={t('language.menu', { language: languageNames[now] })}
      menu={{
        selectable: true,
        selectedKeys: [now],
        items: languages.map((language) => ({
          key: language,
          label: <span lang={language}>{languageNames[language]}</span>,
          onClick: () => chooseLanguage(language),
        })),
      }}
    />
  )
}
