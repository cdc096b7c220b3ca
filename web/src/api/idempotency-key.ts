import { useCallback, useRef } from 'react'
import { randomKey } from './random-key.ts'

/**
 * A key that stays the same while the same body is sent again, and is new for another one: pressing
 * Save twice, or after a lost answer, creates one record.
 */
export function useIdempotencyKey(): (body: unknown) => string {
  const last = useRef({ body: '', key: '' })
  return useCallback((body) => {
    const text = JSON.stringify(body)
    if (last.current.body !== text) last.current = { body: text, key: randomKey() }
    return last.current.key
  }, [])
}
