/** What stands for a person where there is no picture: the first letters of the first and the last name. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word))
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  return ends.map((word) => firstLetter(word ?? '').toLocaleUpperCase()).join('')
}

/**
 * A letter of a script whose letters stand alone, with nothing after it that would belong to it. Most names
 * begin so, and to part the others takes rules that a browser loads for longer than it draws the page.
 */
const aloneAtFirst =
  /^[\d\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}](?![\p{M}\p{Cf}\p{Sk}\uff9e\uff9f])/u

let letters: Intl.Segmenter | undefined

function firstLetter(word: string): string {
  const alone = aloneAtFirst.exec(word)
  if (alone) return alone[0]
  letters ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  for (const { segment } of letters.segment(word)) return segment
  return ''
}
