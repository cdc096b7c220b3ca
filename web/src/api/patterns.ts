/** Loads what patterns are tried by. It is large, so nobody loads it where there is no pattern. */
export async function loadPatterns(): Promise<void> {
  await import('@cardfile/openapi/patterns')
}
