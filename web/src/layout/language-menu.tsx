import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { languages } from '@cardfile/openapi'
import { chooseLanguage, languageNow } from '../locales/i18n.ts'
import { languageNames } from '../locales/language-names.ts'
import { GlobalOutlined } from './icons.tsx'
import { menuKeys } from './menu-keys.ts'

/** The language, for whoever is not signed in. */
export function LanguageMenu() {
  const { t } = useTranslation()
  const now = languageNow()
  return (
    <Dropdown
      {...menuKeys}
      trigger={['click']}
      menu={{
        selectable: true,
        selectedKeys: [now],
        items: languages.map((language) => ({
          key: language,
          label: <span lang={language}>{languageNames[language]}</span>,
          onClick: () => chooseLanguage(language),
        })),
      }}
    >
      <Button
        type="text"
        icon={<GlobalOutlined />}
        aria-label={t('language.menu', { language: languageNames[now] })}
      />
    </Dropdown>
  )
}
