import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatTime } from '../locales/format.ts'
import { useOnline } from './use-online.ts'

interface FailureProps {
  /** What could not be done. */
  title: string
  error: { message?: string; requestId?: unknown } | null
  /** When what is shown nevertheless was read; 0 or left out where nothing is. */
  asOf?: number
  onRetry?: () => unknown
}

/**
 * A failure in place of what it kept from showing, with a way to try again; or above it, where it is
 * an older state.
 */
export function Failure({ title, error, asOf = 0, onRetry }: FailureProps) {
  const { t } = useTranslation()
  const online = useOnline()
  const stale = asOf > 0
  // Above every page it says so already.
  if (stale && !online) return null
  const reason = error?.message ?? ''
  const time = formatTime(new Date(asOf))
  const requestId = typeof error?.requestId === 'string' ? error.requestId : null
  return (
    <Alert
      className="cf-failure"
      type={stale ? 'warning' : 'error'}
      showIcon
      message={stale ? t('errors.stale', { reason, time }) : title}
      description={
        !stale && (
          <>
            <p>{reason}</p>
            {requestId && <p className="cf-quiet">{t('errors.requestId', { id: requestId })}</p>}
          </>
        )
      }
      action={
        onRetry && (
          <Button size="small" onClick={() => onRetry()}>
            {t('actions.retry')}
          </Button>
        )
      }
    />
  )
}
