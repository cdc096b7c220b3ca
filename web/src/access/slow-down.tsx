import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../api/api-error.ts'

/** Seconds that are left to wait after the server asked for patience; 0 where one may go on. */
export function useSlowDown() {
  const [until, setUntil] = useState(0)
  const [left, setLeft] = useState(0)
  useEffect(() => {
    if (until === 0) return
    const tick = () => {
      const seconds = Math.max(0, Math.ceil((until - Date.now()) / 1_000))
      setLeft(seconds)
      if (seconds === 0) setUntil(0)
    }
    tick()
    const timer = setInterval(tick, 500)
    return () => clearInterval(timer)
  }, [until])
  /** @returns whether the failure asks for patience */
  const hear = useCallback((error: unknown) => {
    if (!(error instanceof ApiError) || error.statusCode !== 429) return false
    const seconds = error.retryAfter ?? unsaid
    setLeft(seconds)
    setUntil(Date.now() + seconds * 1_000)
    return true
  }, [])
  return { left, hear }
}

/** Seconds to wait where the server asks for patience without saying how long. */
const unsaid = 10

/** Counts down for the eye; read out is only that one has to wait, not every second. */
export function SlowDownText({ left }: { left: number }) {
  const { t } = useTranslation()
  return (
    <>
      <span className="cf-hidden-text">{t('signIn.slowDownSaid')}</span>
      <span aria-hidden="true" className="cf-number">
        {t('signIn.slowDown', { count: left })}
      </span>
    </>
  )
}
