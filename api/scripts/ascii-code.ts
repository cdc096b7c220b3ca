// oxlint-disable-next-line no-control-regex -- all of ASCII
const pairOrOther = /\\[\s\S]|[^\x00-\x7f]/g
const firstBeyondAscii = 0x80

/**
 * The same JavaScript in ASCII alone, with escapes for all other characters of its texts and patterns. A thread
 * keeps the text of each script that it loads, and takes two bytes for every character of one that has a single
 * character beyond Latin-1.
 *
 * @param code without such characters in names, and in templates that are read as they are written (`String.raw`)
 */
export function inAscii(code: string): string {
  return code.replace(pairOrOther, (found) => {
    const unit = found.charCodeAt(found.length - 1)
    // An escape of a character that needs none means the character.
    return unit < firstBeyondAscii ? found : `\\u${unit.toString(16).padStart(4, '0')}`
  })
}
