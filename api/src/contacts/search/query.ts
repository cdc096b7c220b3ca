import { comparableText, phoneDigits } from '@cardfile/openapi'

const shortestTrigram = 3

/**
 * The table of substrings that a search looks into. Whoever may not see all of `search` has one of
 * their own: found beside a condition, what is hidden from them would still show in the time it takes.
 */
export type SearchIndex = 'search' | `search_${number}`

/**
 * A full-text query for contacts that hold the text somewhere, or null where it is too short for
 * the trigram index. Quoted, so that nothing in it is syntax (SQLite FTS5, "Full-text Query Syntax").
 */
export function searchPhrase(text: string): string | null {
  const folded = comparableText(text)
  return characters(folded) < shortestTrigram ? null : quoted(folded)
}

/** Of a longer text so many trigrams leave few contacts that have not all of it. */
const mostTrigrams = 4

/**
 * A full-text query for all contacts that hold the text somewhere, and a few others, for who tests each
 * that is found; null where it is too short. A phrase has the index read the contacts of every trigram in
 * it: those of every second one, and of four at most, take half of that and less (measured), and leave
 * hardly more contacts.
 */
export function searchTrigrams(text: string): string | null {
  const letters = [...comparableText(text)]
  const all = letters.length - shortestTrigram + 1
  if (all < 3) return searchPhrase(text)
  const taken = Math.min(mostTrigrams, Math.ceil((all + 1) / 2))
  const places = Array.from({ length: taken }, (_, index) => {
    const at = Math.round((index * (all - 1)) / (taken - 1))
    return index === 0 || index === taken - 1 ? at : acrossBlank(letters, at)
  })
  const trigrams = [...new Set(places)].map((at) =>
    quoted(letters.slice(at, at + shortestTrigram).join('')),
  )
  return `(${trigrams.join(' AND ')})`
}

/**
 * The place of a trigram, moved by one where a blank is at its edge, so that the blank is in its middle: two letters
 * that words begin or end with are those of many contacts, a pair of words is that of few.
 */
function acrossBlank(letters: readonly string[], at: number): number {
  if (letters[at] === ' ') return at - 1
  return letters[at + shortestTrigram - 1] === ' ' ? at + 1 : at
}

/**
 * What a person types into the search box: every word must occur, wherever, one of two letters at the
 * beginning of a word. A single letter makes the whole a phrase, so that "Ann L" still finds Ann Lee.
 * What may be a phone number is found in whatever spelling it is stored.
 *
 * @param countries those in which it may be a national number
 */
export function searchQuery(typed: string, countries: readonly string[]): string | null {
  const text = comparableText(typed).trim().replace(/\s+/g, ' ')
  const words = wordsQuery(text)
  const numbers = numbersPhrase(phoneDigits(typed, countries) ?? [])
  if (numbers === '') return words
  return words === null ? numbers : `(${words}) OR ${numbers}`
}

/** A full-text query for texts that have one of the numbers, whatever signs are between its digits. */
export function numbersPhrase(digits: readonly string[]): string {
  return digits.map(quoted).join(' OR ')
}

function wordsQuery(text: string): string | null {
  const words = text.split(' ')
  if (words.every((word) => characters(word) >= shortestTrigram - 1))
    return words
      .map((word) => (characters(word) < shortestTrigram ? atWordStart(word) : quoted(word)))
      .join(' AND ')
  return characters(text) < shortestTrigram ? null : quoted(text)
}

/** What stands before a word, in folded text: see `searchText` for the line end. */
const beforeWords = ['\n', ' ', '-', '.', '@', '_', "'", '"', '(', '/', '+', ',', '&']

function atWordStart(word: string): string {
  return `(${beforeWords.map((sign) => quoted(sign + word)).join(' OR ')})`
}

function characters(text: string): number {
  return [...text].length
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}
