/**
 * Loads what patterns are tried by. It is large, so nobody loads it where there is no pattern.
 *
 * @param patterns that texts will be tried by: made ready, so that the first one does not wait
 */
export async function loadPatterns(patterns: readonly string[] = []): Promise<void> {
  const { readyPatterns } = await import('@cardfile/openapi/patterns')
  readyPatterns(patterns)
}
