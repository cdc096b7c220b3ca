/** Says at a glance, to people and to scanners of leaked secrets, what it is. */
const mark = 'cf_'
const bytesOfSecret = 32
const pattern = /^cf_[\w-]{43}$/

/** How much of a secret is kept, for telling keys apart. */
const shownCharacters = mark.length + 6

/** 256 random bits: nothing to guess, so a plain digest keeps it as safe as a slow one would. */
export function newSecret(): { secret: string; prefix: string } {
  const bytes = crypto.getRandomValues(new Uint8Array(bytesOfSecret))
  const text = btoa(String.fromCharCode(...bytes))
  const secret = mark + text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
  return { secret, prefix: secret.slice(0, shownCharacters) }
}

export function isSecret(text: string): boolean {
  return pattern.test(text)
}
