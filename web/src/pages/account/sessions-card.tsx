import { App, Button, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { authRequest } from '../../api/auth-request.ts'
import { instantText } from '../../field-form/cell-text.ts'
import { Failure } from '../../layout/failure.tsx'
import { agentName } from './agent-name.ts'
import { type OwnSession, useSessions, useSessionsChanged } from './use-sessions.ts'

/** Where the person is signed in, and the way to end that elsewhere. */
export function SessionsCard() {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const { data, isLoading, error, refetch } = useSessions()
  const sessionsChanged = useSessionsChanged()
  const [busy, setBusy] = useState<string | null>(null)
  const end = async (which: string, path: string, body: object) => {
    setBusy(which)
    try {
      await authRequest(path, { body })
      message.success(t('account.sessionEnded'))
    } catch (failure) {
      message.error(failure instanceof Error ? failure.message : String(failure))
    }
    await sessionsChanged()
    setBusy(null)
  }
  const nameOf = ({ userAgent }: OwnSession) => agentName(userAgent) ?? t('account.unknownAgent')
  return (
    <section className="cf-card cf-account-card" aria-labelledby="sessions-title">
      <h2 className="cf-section-title" id="sessions-title">
        {t('account.sessions')}
      </h2>
      <p className="cf-quiet">{t('account.sessionsHint')}</p>
      {isLoading && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      {error && <Failure title={t('account.sessionsFailed')} error={error} onRetry={refetch} />}
      {data && (
        <ul className="cf-account-list" aria-labelledby="sessions-title">
          {data.map((one) => (
            <li key={one.id}>
              <div>
                <span className="cf-row">
                  <strong>{nameOf(one)}</strong>
                  {one.current && (
                    <span className="cf-badge cf-badge-good">{t('account.thisSession')}</span>
                  )}
                </span>
                <span className="cf-quiet">
                  {t('account.sessionSince', {
                    at: instantText(one.createdAt),
                    ip: one.ipAddress || t('account.unknownAddress'),
                  })}
                </span>
              </div>
              {!one.current && (
                <Button
                  loading={busy === one.id}
                  aria-label={t('account.endSession', { name: nameOf(one) })}
                  onClick={() => end(one.id, '/revoke-session', { token: one.token })}
                >
                  {t('account.end')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {data && data.length > 1 && (
        <div>
          <Button
            danger
            loading={busy === 'others'}
            onClick={() => end('others', '/revoke-other-sessions', {})}
          >
            {t('account.endOthers')}
          </Button>
        </div>
      )}
    </section>
  )
}
