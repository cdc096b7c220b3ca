const digit = /[^\x00-\x7f]/gu
const decimalDigit = /^\p{Nd}$/u

/** Five alphabets of mathematical digits follow each other without a gap. */
const firstMathematical = 0x1d7ce
const lastMathematical = 0x1d7ff

/**
 * A text with the decimal digits of every script (Arabic-Indic, Devanagari, full-width …) as 0 to 9.
 * Unicode gives each script its ten digits in a row, and begins the row at `…0` or `…6` of a block of
 * sixteen (The Unicode Standard, 4.6; DerivedNumericType.txt).
 */
export function asciiDigits(text: string): string {
  return text.replace(digit, (character) =>
    decimalDigit.test(character) ? String(valueOf(character.codePointAt(0) ?? 0)) : character,
  )
}

function valueOf(point: number): number {
  if (point >= firstMathematical && point <= lastMathematical)
    return (point - firstMathematical) % 10
  const block = point & ~0xf
  const zero = decimalDigit.test(String.fromCodePoint(block)) ? block : block + 6
  return point - zero
}
