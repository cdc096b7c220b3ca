import { addReason, type CodedReasons, type Reason, reason } from '@cardfile/openapi'

/** Told of one request. */
const mostReasons = 20

const literals = /^-?(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i

/** True where a number of JSON becomes another one when it is parsed. */
export function losesDigits(literal: string): boolean {
  return exactly(literal) !== exactly(String(Number(literal)))
}

/** A number's digits and where its point stands among them, the same however it is written. */
function exactly(written: string): string | null {
  const parts = literals.exec(written)
  if (!parts) return null
  const [, whole = '', decimals = '', exponent = '0'] = parts
  const digits = `${whole}${decimals}`.replace(/^0+/, '')
  // Tried at the first zero of a row alone: at each of them it would take the square of their number.
  const kept = digits.replace(/(?<!0)0+$/, '')
  const power = Number(exponent) - decimals.length + (digits.length - kept.length)
  return kept === '' ? '0' : `${written.startsWith('-') ? '-' : ''}${kept}e${power}`
}

const tokens = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/gs

/** A number as it was sent, and where: members by their names, places in lists by their numbers. */
export interface LostLiteral {
  path: readonly (string | number)[]
  written: string
}

/** The numbers of a JSON text that would lose digits. Slow, for a text that is known to have some. */
export function* lostLiterals(text: string): Generator<LostLiteral> {
  const path: (string | number)[] = []
  let last = ''
  for (const [token] of text.matchAll(tokens)) {
    const step = path.at(-1)
    if (token === '{') path.push('')
    else if (token === '[') path.push(0)
    else if (token === '}' || token === ']') path.pop()
    else if (token === ':') path[path.length - 1] = String(JSON.parse(last))
    else if (token === ',' && typeof step === 'number') path[path.length - 1] = step + 1
    else if (losesDigits(token)) yield { path: [...path], written: token }
    last = token
  }
}

/** Characters of a number that a reason shows: an answer must not be as large as what it refuses. */
const longestWritten = 64

export function lostReason(written: string): Reason {
  const shown =
    written.length > longestWritten ? `${written.slice(0, longestWritten - 1)}…` : written
  return reason('digits_lost', { written: shown, kept: String(Number(written)) })
}

/** Which numbers of a JSON text would lose digits, by the path of the value; places in lists are no part of it. */
export function lostDigits(text: string): CodedReasons {
  const reasons = new Map<string, Reason[]>()
  let told = 0
  for (const { path, written } of lostLiterals(text)) {
    const names = path.filter((step) => typeof step === 'string' && step !== '')
    addReason(reasons, names.join('.'), lostReason(written))
    if (++told === mostReasons) break
  }
  return Object.fromEntries(reasons)
}
