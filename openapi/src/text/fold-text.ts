/**
 * The form in which two texts are compared wherever somebody looks for one: without regard to case,
 * accents, width and composition, in every script, and with one apostrophe, one quotation mark and
 * one hyphen. What is left out or spelled out is what people leave out or spell out when they type:
 * Zoë is found as zoe, Straße as strasse, Łódź as lodz, O’Brien as o'brien, タナカ as たなか.
 *
 * Signs that make another letter or another vowel stay: Cyrillic й, the voicing marks of kana, and
 * the marks of the scripts of India and South-East Asia. Folding a folded text changes nothing, and
 * a part of a text folds to a part of the folded text.
 */
export function foldText(text: string): string {
  const latin = foldLatin(text)
  if (latin !== null) return latin
  const decomposed = withoutMarkRuns(text)
    .replace(unseen, '')
    // Some of the accents below are the same sign at two places.
    .normalize('NFC')
    .replace(spacingAccents, "'")
    .normalize('NFKD')
    .replace(shortI, 'й')
  return spelledPlainly(decomposed)
    .replace(katakana, (sign) => String.fromCharCode(sign.charCodeAt(0) - toHiragana))
    .replace(quotationMarks, '"')
    .replace(hyphens, '-')
    .replace(blanks, ' ')
    .normalize('NFC')
}

/**
 * Putting marks upon one letter in their order takes the square of their number; no language has more than
 * thirty (UAX #15, “Stream-Safe Text Format”), and in a short text it does not matter.
 */
function withoutMarkRuns(text: string): string {
  return text.length > 1_000 ? text.replace(/(\p{M}{30})\p{M}+/gu, '$1') : text
}

const lastAscii = 0x7f
const grave = 0x60
/** The letters of Latin-1, Latin Extended-A and B. */
const firstLatin = 0xc0
const lastLatin = 0x24f

/** By their units; each is folded once. */
const latinFolds: string[] = []

/**
 * The fold of a text of ASCII and Latin letters, where what becomes of one does not depend on those beside it;
 * null for any other. By hand, since most texts are such: half of the time went into looking for what they do
 * not have.
 */
function foldLatin(text: string): string | null {
  let folded = ''
  let from = 0
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit <= lastAscii && unit !== grave) continue
    if (unit > lastAscii && (unit < firstLatin || unit > lastLatin)) return null
    latinFolds[unit] ??= spelledPlainly(String.fromCharCode(unit).normalize('NFKD'))
    folded += text.slice(from, index) + latinFolds[unit]
    from = index + 1
  }
  return (from === 0 ? text : folded + text.slice(from)).toLowerCase()
}

/** What is all there is to be done about Latin letters, and done about those of every script. */
function spelledPlainly(decomposed: string): string {
  return decomposed
    .replace(accents, '')
    .toLowerCase()
    .replace(spelledOut, (letter) => spellings.get(letter) ?? letter)
    .replace(apostrophes, "'")
}

// Format characters and those that are drawn as nothing, but for the signs of Arabic, Syriac and
// Kaithi that are counted among them though they are drawn.
const unseen =
  /(?![\u0600-\u0605\u06dd\u070f\u08e2\u{110bd}\u{110cd}])[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu

// Accents without a letter below them, which would decompose into a blank and an accent.
const spacingAccents = /[´΄᾽᾿῾]/g

const shortI = /[Ии]\u0306/g

// The blocks of combining diacritical marks; the points of Hebrew; the vowel signs, hamzas and
// annotations of Arabic, and its line that lengthens a word.
const accents = new RegExp(
  String.raw`[\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0640]`,
  'g',
)

// Each sign of katakana has its one in hiragana so many places before it.
const katakana = /[\u30a1-\u30f6\u30fd\u30fe]/g
const toHiragana = 0x60

// Letters that do not decompose, as Latin transliteration (CLDR, Latin-ASCII) spells them, the other
// forms of Greek letters and of the long s (Unicode's CaseFolding.txt), and letters of Arabic, Persian
// and Urdu keyboards that stand for each other, as Lucene's normalisers of Arabic and Persian have them.
const spellings = new Map(
  Object.entries({
    ß: 'ss',
    æ: 'ae',
    œ: 'oe',
    ø: 'o',
    đ: 'd',
    ð: 'd',
    þ: 'th',
    ł: 'l',
    ħ: 'h',
    ŧ: 't',
    ŋ: 'n',
    ı: 'i',
    ȷ: 'j',
    ĸ: 'q',
    ɨ: 'i',
    ƀ: 'b',
    ɓ: 'b',
    ƈ: 'c',
    ɖ: 'd',
    ɗ: 'd',
    ƒ: 'f',
    ǥ: 'g',
    ɠ: 'g',
    ƙ: 'k',
    ƚ: 'l',
    ɲ: 'n',
    ƥ: 'p',
    ɍ: 'r',
    ƫ: 't',
    ƭ: 't',
    ƶ: 'z',
    ȥ: 'z',
    ς: 'σ',
    ſ: 's',
    '⁄': '/',
    ى: 'ي',
    ی: 'ي',
    ے: 'ي',
    ک: 'ك',
    ة: 'ه',
    ە: 'ه',
    ہ: 'ه',
    ۃ: 'ه',
    ٱ: 'ا',
  }),
)
const spelledOut = new RegExp(`[${[...spellings.keys()].join('')}]`, 'g')

const apostrophes = /[`‘’‚‛′‵ʹʻʼʽˈ՚׳ꞌ]/g
const quotationMarks = /[“”„‟«»″‶״]/g
const hyphens = /[‐‑‒–—―−﹘﹣־]/g
const blanks = /[\u1680\u2028\u2029\u0085]/g
