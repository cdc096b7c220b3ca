import { useQuery } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useCallback, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { type Me, readMe } from './me.ts'
import { passkeysWork } from './passkeys.ts'
import { session } from '../api/session.ts'
import { SignInForm } from './sign-in-form.tsx'
import { readSetupState } from './sign-in-api.ts'
import './auth-page.css'

/** Over the page when the session has ended: what stands there stays, and goes on after signing in. */
export function SignInAgain({ me }: { me: Me }) {
  const { t } = useTranslation()
  const { data: setup } = useQuery({
    queryKey: ['setup-state'],
    queryFn: ({ signal }) => readSetupState(signal),
  })

  const goOn = useCallback(async () => {
    const now = await readMe()
    // Somebody else must not go on with what this person typed and read.
    if (now.caller.id === me.caller.id) session.settle(true)
    else window.location.reload()
  }, [me.caller.id])

  useEffect(() => {
    // Maybe one signed in in another tab meanwhile, as single sign-on does.
    const look = () => {
      if (document.visibilityState === 'visible') goOn().catch(() => undefined)
    }
    window.addEventListener('focus', look)
    document.addEventListener('visibilitychange', look)
    return () => {
      window.removeEventListener('focus', look)
      document.removeEventListener('visibilitychange', look)
    }
  }, [goOn])

  return (
    <Modal
      open
      width={420}
      // Above every other dialog: it was opened by what one of them did.
      zIndex={1500}
      closable={false}
      keyboard={false}
      maskClosable={false}
      title={t('sessionEnd.title')}
      footer={null}
    >
      <div className="cf-stack">
        <p>{t('sessionEnd.text', { name: me.caller.name })}</p>
        <SignInForm
          {...(me.caller.email ? { email: me.caller.email } : {})}
          passkeys={passkeysWork}
          onSignedIn={() => void goOn()}
        />
        <div className="cf-row cf-auth-links">
          <Button type="link" size="small" href="/sign-in" target="_blank" rel="noopener">
            {setup?.singleSignOn
              ? t('sessionEnd.single', { name: setup.singleSignOn })
              : t('sessionEnd.otherTab')}
          </Button>
          <Button type="link" size="small" onClick={() => session.settle(false)}>
            {t('sessionEnd.later')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
