import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatTime } from '../locales/format.ts'
import { DisconnectOutlined } from '../layout/icons.tsx'
import { useOnline } from '../layout/use-online.ts'

/** Above every page while there is no connection: what is on the screen may be old. */
export function OfflineNotice() {
  const { t } = useTranslation()
  const online = useOnline()
  const [since, setSince] = useState<Date | null>(null)
  useEffect(() => setSince(online ? null : new Date()), [online])
  return (
    <div className="cf-offline-place" role="status">
      {!online && since && (
        <p className="cf-offline">
          <DisconnectOutlined />
          <span>{t('layout.offline', { time: formatTime(since) })}</span>
        </p>
      )}
    </div>
  )
}
