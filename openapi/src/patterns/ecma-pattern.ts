/** One piece of a pattern that RE2 and ECMA-262 (with its flag `u`, as JSON Schema has it) read alike. */
const pieces = [
  // A character that means itself.
  /[^\\^$.*+?()[\]{}|]/u,
  // What ECMA-262 lets be escaped, and classes that are ASCII in both.
  /\\[\^$\\.*+?()[\]{}|/dDwWtnrfv]/,
  /\(\?:|[()|]/,
  // A class of such characters, without a bracket within, and with a hyphen between two of them alone.
  /\[\^?(?:(?:[^\\\][\-^]|\\[\^$\\.*+?()[\]{}|/tnrfv])(?:-(?:[^\\\][\-^]|\\[\^$\\.*+?()[\]{}|/tnrfv]))?|\\[dw])+\]/u,
].map(({ source }) => source)

const repeated = /(?:[*+?]|\{\d{1,3}(?:,\d{0,3})?\})\??/.source
const shared = new RegExp(`^(?:(?:${pieces.join('|')}|\\.)(?:${repeated})?)*$`, 'u')
const doubtful = /(?:^|\||\((?!\?:)|\(\?:)(?:[*+?]|\{)/

/**
 * A pattern that RE2 takes, for the whole text, as one of ECMA-262 that means the same; null where the syntax is not the
 * same, or may not be.
 */
export function ecmaPattern(pattern: string): string | null {
  return shared.test(pattern) && !doubtful.test(pattern) ? `^(?:${withDots(pattern)})$` : null
}

/** A dot is every character but a line feed in RE2, and leaves out three more in ECMA-262. */
function withDots(pattern: string): string {
  return pattern.replace(/\\.|\[(?:\\.|[^\]])*\]|\./gsu, (piece) =>
    piece === '.' ? '[^\\n]' : piece,
  )
}
