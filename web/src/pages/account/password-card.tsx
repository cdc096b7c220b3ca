import { Alert, App, Button } from 'antd'
import { type SubmitEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { authRequest } from '../../api/auth-request.ts'
import { PasswordInput } from '../../access/password-input.tsx'
import { SlowDownText, useSlowDown } from '../../access/slow-down.tsx'
import { focusFirstProperty, Property, propertyAria } from '../../layout/property.tsx'
import { useSessionsChanged } from './use-sessions.ts'
import { refusalOf } from './refusal.ts'

const none = { current: '', next: '' }

/** Changes the password; whoever else is signed in with the old one is signed out. */
export function PasswordCard({ email }: { email: string }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const sessionsChanged = useSessionsChanged()
  const form = useRef<HTMLFormElement>(null)
  const [words, setWords] = useState(none)
  const [failure, setFailure] = useState<{ at: 'current' | 'next' | null; text: string } | null>(
    null,
  )
  const [busy, setBusy] = useState(false)
  const slow = useSlowDown()
  const at = (place: 'current' | 'next') => (failure?.at === place ? [failure.text] : undefined)
  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    if (busy || slow.left > 0) return
    setBusy(true)
    setFailure(null)
    try {
      await authRequest('/change-password', {
        body: {
          currentPassword: words.current,
          newPassword: words.next,
          revokeOtherSessions: true,
        },
      })
      setWords(none)
      message.success(t('account.passwordChanged'))
      await sessionsChanged()
    } catch (error) {
      if (!slow.hear(error)) {
        setFailure(refusalOf(error, t))
        focusFirstProperty(form.current)
      }
    }
    setBusy(false)
  }
  return (
    <section className="cf-card cf-account-card" aria-labelledby="password-title">
      <h2 className="cf-section-title" id="password-title">
        {t('account.password')}
      </h2>
      <p className="cf-quiet">{t('account.passwordHint')}</p>
      <form ref={form} noValidate onSubmit={save} aria-label={t('account.password')}>
        {/* Password managers file the new password under this name. */}
        <input
          className="cf-hidden-text"
          type="email"
          autoComplete="username"
          value={email}
          readOnly
          tabIndex={-1}
          aria-hidden="true"
        />
        <div className="cf-alert-place">
          {slow.left > 0 && (
            <Alert type="warning" showIcon message={<SlowDownText left={slow.left} />} />
          )}
          {failure?.at === null && <Alert type="error" showIcon message={failure.text} />}
        </div>
        <Property id="current" label={t('account.currentPassword')} reasons={at('current')}>
          <PasswordInput
            {...propertyAria('current', at('current'), null)}
            autoComplete="current-password"
            aria-required
            value={words.current}
            onChange={(event) => setWords({ ...words, current: event.target.value })}
          />
        </Property>
        <Property
          id="next"
          label={t('setPassword.new')}
          hint={t('setPassword.hint')}
          reasons={at('next')}
        >
          <PasswordInput
            {...propertyAria('next', at('next'), true)}
            autoComplete="new-password"
            aria-required
            value={words.next}
            onChange={(event) => setWords({ ...words, next: event.target.value })}
          />
        </Property>
        <div>
          <Button htmlType="submit" loading={busy} disabled={!words.current || !words.next}>
            {t('account.changePassword')}
          </Button>
        </div>
      </form>
    </section>
  )
}
