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
  const kept = digits.replace(/0+$/, '')
  const power = Number(exponent) - decimals.length + (digits.length - kept.length)
  return kept === '' ? '0' : `${written.startsWith('-') ? '-' : ''}${kept}e${power}`
}

const tokens = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/gs

/**
 * Which numbers of a JSON text would lose digits, by the path of the value; places in lists are no part
 * of it. Slow, for a text that is known to have some.
 */
export function lostDigits(text: string): CodedReasons {
  const reasons = new Map<string, Reason[]>()
  const steps: string[] = []
  let last = ''
  let told = 0
  for (const [token] of text.matchAll(tokens)) {
    if (token === '{' || token === '[') steps.push('')
    else if (token === '}' || token === ']') steps.pop()
    else if (token === ':') steps[steps.length - 1] = String(JSON.parse(last))
    else if (losesDigits(token) && ++told <= mostReasons)
      addReason(
        reasons,
        steps.filter(Boolean).join('.'),
        reason('digits_lost', { written: token, kept: String(Number(token)) }),
      )
    last = token
  }
  return Object.fromEntries(reasons)
}
