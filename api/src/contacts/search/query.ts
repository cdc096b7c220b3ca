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
  return characters(text) < shortestTrigram ? null : quoted(text)
}

/**
 * What a person types into the search box: every word must occur, wherever. A word shorter than the
 * index can find makes the whole a phrase, so that "Jo Li" still finds Jo Lindqvist.
 */
export function searchQuery(typed: string): string | null {
  const text = typed.trim().replace(/\s+/g, ' ')
  const words = text.split(' ')
  if (words.every((word) => characters(word) >= shortestTrigram))
    return words.map(quoted).join(' AND ')
  return searchPhrase(text)
}

/** Marks that combine with a letter are left out: the index does not keep them either. */
function characters(text: string): number {
  return [...text.replace(/\p{M}/gu, '')].length
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}
