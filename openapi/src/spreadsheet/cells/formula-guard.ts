/**
 * Characters that make a spreadsheet take a text for a formula (or a command, in old ones), with their
 * full-width twins, which some of them fold: OWASP, "CSV Injection".
 */
const TRIGGER = '=+@\t\r\uFF1D\uFF0B\uFF0D\uFF20-'
const TRIGGERS: ReadonlySet<number> = new Set(
  Array.from(TRIGGER, (character) => character.charCodeAt(0)),
)
const GUARDABLE = new RegExp(`^'*[${TRIGGER}]`)
const GUARDED = new RegExp(`^'+[${TRIGGER}]`)

/** Whether a spreadsheet could run this text. */
export function startsLikeFormula(text: string): boolean {
  return TRIGGERS.has(text.charCodeAt(0))
}

/** The text with an apostrophe in front where a spreadsheet could run it, or where `unguard` would take one off. */
export function guard(text: string): string {
  return GUARDABLE.test(text) ? `'${text}` : text
}

/** Takes off the apostrophe that `guard` put there; any other apostrophe stays. */
export function unguard(text: string): string {
  return GUARDED.test(text) ? text.slice(1) : text
}
