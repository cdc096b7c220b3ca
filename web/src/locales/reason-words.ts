import {
  type CodedReasons,
  type Reason,
  type ReasonParam,
  type Reasons,
  reasonText,
} from '@cardfile/openapi'
import { formatList } from './format.ts'
import { i18n, languageNow } from './i18n.ts'

/** What a reason carries, wherever it comes from; of before reasons had codes, the text alone. */
type Told = Pick<Reason, 'text'> & Partial<Pick<Reason, 'code' | 'params'>>

/**
 * A reason in the language of the screens: in English as it came, else made of its code and parameters.
 *
 * @param withValue false where the value that it is about stands beside it
 */
export function reasonWords({ code = '', params = {}, text }: Told, withValue = true): string {
  const bare = reasonText(code, params)
  const isNamed = bare !== null && text === `“${String(params.value)}” ${bare}`
  const isOfField = bare !== null && text === `${String(params.field)} ${bare}`
  const words = translated('reasons', keyOf(code, params), params) ?? (isNamed ? bare : text)
  if (isNamed && withValue)
    return i18n.t('form.named', { value: String(params.value), reason: words })
  return isOfField && words !== text
    ? i18n.t('form.reason', { label: String(params.field), reason: words })
    : words
}

/** All that was told, by the path of the value. */
export function wordsOf(reasons: CodedReasons): Reasons {
  return Object.fromEntries(
    Object.entries(reasons).map(([path, told]) => [path, told.map((one) => reasonWords(one))]),
  )
}

/** Why a request as a whole was refused. @returns null where there are no words for it but English ones */
export function refusalWords({ code, params }: Reason): string | null {
  return translated('refusals', code, params)
}

/** The title of a problem. */
export function problemWords(code: string, title: string): string {
  return translated('problems', code, {}) ?? title
}

function keyOf(code: string, params: Reason['params']): string {
  return code === 'too_long' && params.has === undefined ? 'too_long_uncounted' : code
}

function translated(part: string, code: string, params: Reason['params']): string | null {
  if (languageNow() === 'en') return null
  const key = `${part}.${code}`
  const given: Record<string, unknown> = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, shown(name, value, params)]),
  )
  const count = counted.map((name) => params[name]).find((value) => typeof value === 'number')
  if (count !== undefined) given.count = count
  const { rule, why } = params
  if (typeof rule === 'string' && typeof why === 'string')
    given.why = reasonWords({ code: rule, params: without(params), text: why })
  return i18n.exists(key, given) ? String(i18n.t(key as never, given as never)) : null
}

/** By which of its numbers a sentence is in the singular or the plural. */
const counted = ['contacts', 'now', 'rows', 'count', 'seconds', 'hidden', 'most', 'least']

/** What has words of its own, by where they are and which parameter says which. */
const named: Readonly<Record<string, (params: Reason['params']) => string>> = {
  permission: ({ id }) => `permissions.${String(id)}.label`,
  format: ({ format }) => `fileFormats.${String(format)}`,
  way: ({ way }) => `fileWays.${String(way)}`,
  state: ({ state }) => `imports.shortStates.${String(state)}`,
}

function shown(name: string, value: ReasonParam, params: Reason['params']): unknown {
  if (Array.isArray(value)) return formatList(value)
  const key = named[name]?.(params)
  return key !== undefined && i18n.exists(key) ? i18n.t(key as never) : value
}

function without({ rule: _rule, why: _why, ...params }: Reason['params']): Reason['params'] {
  return params
}
