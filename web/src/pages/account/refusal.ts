import type { TFunction } from 'i18next'
import { ApiError } from '../../api/api-error.ts'

/** A refusal about passwords, in our words and beside the input it is about. */
export interface Refusal {
  at: 'current' | 'next' | null
  text: string
}

/**
 * What of a request about passwords was refused. A new password is judged by our own rules, with
 * reasons; past that, 400 is better-auth's answer to a wrong current one, and 403 to a session that
 * began too long ago for what was asked.
 */
export function refusalOf(error: unknown, t: TFunction): Refusal {
  const text = error instanceof Error ? error.message : String(error)
  if (!(error instanceof ApiError)) return { at: null, text }
  const [reasons] = Object.values(error.errors)
  if (reasons) return { at: 'next', text: reasons.join('; ') }
  if (error.statusCode === 400) return { at: 'current', text: t('account.isWrong') }
  if (error.statusCode === 403) return { at: null, text: t('account.notFresh') }
  return { at: null, text }
}
