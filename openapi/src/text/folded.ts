/**
 * A text without regard to case, in every script. After Unicode's full case folding (CaseFolding.txt),
 * of which lower-casing alone misses these: `ß` is written SS in capitals, `ς` is a σ, `ſ` an s.
 */
export function caseFolded(text: string): string {
  return text
    .toLowerCase()
    .replace(/[ßẞ]/g, 'ss')
    .replace(/ς/g, 'σ')
    .replace(/ſ/g, 's')
    .normalize('NFC')
}

const invisible =
  /(?![\u0600-\u0605\u06dd\u070f\u08e2\u{110bd}\u{110cd}])[\p{Cf}\u115f\u1160\u2800\u3164\uffa0]/gu

/** Without what nobody sees, wherever it stands: no address or number has any of it on purpose. */
export function withoutInvisible(text: string): string {
  return text.replace(invisible, '')
}

/** A number as a spreadsheet shows one that is too wide for its cell: its digits are gone. */
export function isSpoiltNumber(text: string): boolean {
  return /^[+-]?\d(?:[.,]\d+)?E\+?\d{2,3}$/i.test(text)
}
