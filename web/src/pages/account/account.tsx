import { useTranslation } from 'react-i18next'
import { roleName } from '../../locales/contract-words.ts'
import { useMe } from '../../access/may.tsx'
import { passkeysWork } from '../../access/passkeys.ts'
import { Page } from '../../layout/page.tsx'
import { LanguageCard } from './language-card.tsx'
import { PasskeysCard } from './passkeys-card.tsx'
import { PasswordCard } from './password-card.tsx'
import { ProfileCard } from './profile-card.tsx'
import { SessionsCard } from './sessions-card.tsx'
import { TwoFactorCard } from './two-factor-card.tsx'
import './account.css'

/** What belongs to the person who is signed in: name, password, second factor, passkeys, sessions. */
export function AccountPage() {
  const { t } = useTranslation()
  const me = useMe()
  return (
    <Page
      title={t('account.title')}
      width="reading"
      intro={t('account.intro', { email: me.caller.email, role: me.role ? roleName(me.role) : '' })}
    >
      <div className="cf-account">
        <ProfileCard key={me.caller.name} me={me} />
        <LanguageCard me={me} />
        <PasswordCard email={me.caller.email ?? ''} />
        <TwoFactorCard on={me.twoFactor} />
        {passkeysWork && <PasskeysCard />}
        <SessionsCard />
      </div>
    </Page>
  )
}
