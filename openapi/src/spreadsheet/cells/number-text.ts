/** What a section of a number format writes, piece by piece. */
type Token = { literal: string } | { digit: string }

/** A section for numbers, taken apart once for all cells that have it. */
interface Pattern {
  before: readonly Token[]
  after: readonly Token[]
  decimals: number
  grouped: boolean
  /** Powers of ten by which the number is shown larger (per cent) or smaller (thousands). */
  shift: number
}

/** Decimal places beyond which nobody formats a number. */
const MOST_DECIMALS = 30
/** Digits that spreadsheets calculate and show a number by. */
const DIGITS = 15
const PIECES =
  /"([^"]*)"?|\\([^])|[_*][^]?|\[\$([^\]-]*)(?:-[^\]]*)?\]|\[[^\]]*\]?|General|E[+-]|[^]/gi

/**
 * How one section of a format's code writes a number, as a function of it: `00000` makes `02134` of 2134.
 * Null where it is written in a way that shows other digits than the number has, or rounds to some of
 * them: as a fraction, in powers of ten, or as the format that is none.
 */
export function numberWriter(section: string): ((value: number) => string) | null {
  const pattern = patternOf(section)
  return pattern && ((value) => written(Math.abs(value), pattern))
}

function patternOf(section: string): Pattern | null {
  const before: Token[] = []
  const after: Token[] = []
  let shift = 0
  let grouped = false
  let commas = 0
  let isDecimal = false
  for (const [piece, quoted, escaped, symbol] of section.matchAll(PIECES)) {
    const tokens = isDecimal ? after : before
    const literal = quoted ?? escaped ?? symbol
    if (literal !== undefined) tokens.push({ literal })
    else if (piece.length > 1 || piece === '@' || piece === '/') {
      // Blanks of a width, fillings, colours and conditions show nothing; all else is another kind of number.
      if (/^(?:general|e[+-]|@|\/)$/i.test(piece)) return null
    } else if (/[0#?]/.test(piece)) {
      grouped ||= commas > 0 && !isDecimal
      commas = 0
      tokens.push({ digit: piece })
    } else if (piece === '.' && !isDecimal) isDecimal = true
    else if (piece === ',' && before.some((token) => 'digit' in token)) commas++
    else {
      if (piece === '%') shift += 2
      tokens.push({ literal: piece })
    }
    if (commas > 0 && (isDecimal || /[%]/.test(piece))) {
      shift -= 3 * commas
      commas = 0
    }
  }
  shift -= 3 * commas
  const decimals = after.filter((token) => 'digit' in token).length
  if (decimals > MOST_DECIMALS) return null
  return {
    before,
    after: isDecimal ? [{ literal: '.' }, ...after] : after,
    decimals,
    grouped,
    shift,
  }
}

function written(value: number, pattern: Pattern): string {
  const { before, after, decimals, grouped, shift } = pattern
  const shown = Number((value * 10 ** shift).toPrecision(DIGITS)).toFixed(decimals)
  const [whole = '', fraction = ''] = shown.split('.')
  const digits = whole === '0' ? '' : whole
  return wholePart(digits, before, grouped) + fractionPart(fraction, after)
}

/** From the right, so that what is left over stands before the first place. */
function wholePart(digits: string, tokens: readonly Token[], grouped: boolean): string {
  const first = tokens.findIndex((token) => 'digit' in token)
  let text = ''
  let at = digits.length
  let count = 0
  const put = (digit: string): void => {
    text = (grouped && count > 0 && count % 3 === 0 ? `${digit},` : digit) + text
    count++
  }
  for (let index = tokens.length - 1; index >= 0; index--) {
    const token = tokens[index]
    if (token === undefined) continue
    if ('literal' in token) {
      text = token.literal + text
      continue
    }
    if (at > 0) put(digits[--at] ?? '')
    else if (token.digit === '0') put('0')
    if (index === first) while (at > 0) put(digits[--at] ?? '')
  }
  return text
}

/** Zeros at the end are written only where the format asks for them. */
function fractionPart(digits: string, tokens: readonly Token[]): string {
  let needed = digits.length
  const places = tokens.filter((token) => 'digit' in token)
  while (needed > 0 && digits[needed - 1] === '0' && places[needed - 1]?.digit !== '0') needed--
  let at = 0
  let text = ''
  for (const token of tokens) {
    if ('literal' in token) text += token.literal
    else if (at < needed) text += digits[at++] ?? ''
  }
  return text
}
