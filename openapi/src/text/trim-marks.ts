// Unicode's format characters steer the letters around them and have no look of their own; but some
// signs of Arabic, Syriac and Kaithi are counted among them though they are drawn, and the tag
// characters at the end of a flag spell which flag it is. The fillers of Hangul and the blank of
// Braille are letters by name alone.
const drawn = String.raw`\u0600-\u0605\u06dd\u070f\u08e2\u{110bd}\u{110cd}`
const flagTags = String.raw`\u{e0020}-\u{e007f}`
const unseen = String.raw`\s\p{White_Space}\p{Cf}\p{Z}\u115f\u1160\u2800\u3164\uffa0`
const blank = `(?![${drawn}${flagTags}])[${unseen}]`
// Variation selectors and the like say how the letter before them looks: with none before, nothing.
const leading = new RegExp(`^(?:(?![${drawn}])[${unseen}\\p{Default_Ignorable_Code_Point}])+`, 'u')
const anywhere = new RegExp(`(?![${drawn}])[\\p{Cf}\\p{Default_Ignorable_Code_Point}\\u2800]`, 'gu')
const anyBlank = new RegExp(blank, 'u')

/** True for a character that nobody sees at either end of a text. */
function isInvisible(character: string): boolean {
  return anyBlank.test(character)
}

/**
 * A text without the white space and the invisible format characters around it. What stands between
 * visible characters stays: joiners inside emoji and inside words of Persian and the Indic scripts
 * change what is read.
 */
export function trimMarks(text: string): string {
  if (text === '') return text
  // Nearly every text begins and ends with a letter or a digit, and that is told at once.
  const [first, last] = [text.charCodeAt(0), text.charCodeAt(text.length - 1)]
  if (first > 0x20 && first < 0x7f && last > 0x20 && last < 0x7f) return text
  return trimmedEnd(text.replace(leading, ''))
}

/**
 * Without what nobody sees, wherever it stands: no address, number or handle has any of it on purpose.
 * White space stays, but for that around it.
 */
export function withoutMarks(text: string): string {
  return trimMarks(text.replace(anywhere, ''))
}

/** Walks back from the end: a regular expression would try at every blank within the text. */
function trimmedEnd(text: string): string {
  let end = text.length
  while (end > 0) {
    const low = text.charCodeAt(end - 1)
    const width = low >= 0xdc00 && low <= 0xdfff && end > 1 ? 2 : 1
    if (!isInvisible(text.slice(end - width, end))) break
    end -= width
  }
  return text.slice(0, end)
}
