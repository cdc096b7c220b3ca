import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'

interface FailureProps {
  /** What could not be done. */
  title: string
  error: { message?: string; requestId?: unknown } | null
  onRetry?: () => unknown
}

/** A failure in place of what it kept from showing, with a way to try again. */
export function Failure({ title, error, onRetry }: FailureProps) {
  const { t } = useTranslation()
  const requestId = typeof error?.requestId === 'string' ? error.requestId : null
  return (
    <Alert
      type="error"
      showIcon
      message={title}
      description={
        <>
          <p>{error?.message}</p>
          {requestId && <p className="cf-quiet">{t('errors.requestId', { id: requestId })}</p>}
        </>
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
