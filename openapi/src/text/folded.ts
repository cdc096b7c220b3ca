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
