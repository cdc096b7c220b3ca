import { Alert, Button } from 'antd'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { KeyOutlined } from '../layout/icons.tsx'
import { ApiError } from '../api/api-error.ts'
import { autofillWorks, signInWithPasskey } from './passkeys.ts'

interface PasskeyButtonProps {
  /** Whether the browser may propose passkeys in the e-mail field too. */
  autofill: boolean
  onSignedIn(): void
}

/** Signs in with a passkey: by this button, or by picking one the browser proposes while typing. */
export function PasskeyButton({ autofill, onSignedIn }: PasskeyButtonProps) {
  const { t } = useTranslation()
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const waiting = useRef<AbortController | null>(null)
  const done = useRef<(() => void) | null>(onSignedIn)
  if (done.current) done.current = onSignedIn

  const finish = useCallback(() => {
    // A passkey picked from the proposals may be on its way already when the button is pressed: both
    // sign in, and what the first has begun must not be begun anew.
    done.current?.()
    done.current = null
  }, [])

  const propose = useCallback(async () => {
    const abort = new AbortController()
    waiting.current = abort
    try {
      if (!(await autofillWorks()) || abort.signal.aborted) return
      if (await signInWithPasskey(abort.signal, true)) finish()
    } catch (error) {
      // Nobody asked for it yet; only the refusal of a passkey that was picked is worth a word.
      if (error instanceof ApiError && error.statusCode === 401) setFailure(error.message)
    }
  }, [finish])

  useEffect(() => {
    if (!autofill) return
    void propose()
    return () => waiting.current?.abort()
  }, [autofill, propose])

  const ask = async () => {
    // Browsers run one ceremony at a time.
    waiting.current?.abort()
    setBusy(true)
    setFailure(null)
    try {
      if (await signInWithPasskey(new AbortController().signal, false)) return finish()
      if (autofill) void propose()
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error))
    }
    setBusy(false)
  }

  return (
    <div className="cf-stack">
      <Button size="large" block icon={<KeyOutlined />} loading={busy} onClick={ask}>
        {t('signIn.passkey')}
      </Button>
      <div className="cf-alert-place">
        {failure && <Alert type="error" showIcon message={failure} />}
      </div>
    </div>
  )
}
