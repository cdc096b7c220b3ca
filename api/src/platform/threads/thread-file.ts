// As source, or beside us in a bundle.
const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js'

/** What a thread of the server runs, by its name. */
export function threadFile(name: 'writer' | 'imports' | 'scanner'): URL {
  return new URL(`${name}-thread.${ending}`, import.meta.url)
}
