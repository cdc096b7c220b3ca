/**
 * Whether a batch failed because the search index of a role, a table `search_<n>`, was dropped
 * meanwhile. Which of them there are follows from the definitions, so whoever meets this looks at those
 * again.
 */
export function isMissingSearchIndex(error: unknown): boolean {
  return error instanceof Error && /no such table: (main\.)?search_\d/.test(error.message)
}
