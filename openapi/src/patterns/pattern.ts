/** A pattern, ready to be tried. */
interface Compiled {
  /** Whether the whole text has the form. */
  matches(text: string): boolean
  /** Instructions of the program: a text takes as many steps for each character at most. */
  readonly size: number
}

type Compile = (pattern: string) => Compiled

let compile: Compile | null = null

/** Called once by what brings the engine along, which the browser loads only where there is a pattern. */
export function provideEngine(engine: Compile): void {
  compile = engine
}

/** Most characters of a pattern. */
export const longestPattern = 500

const mostKept = 200
const kept = new Map<string, Compiled>()

/**
 * A pattern in the syntax of RE2 (https://github.com/google/re2/wiki/Syntax).
 *
 * @throws Error where it is none, or where nobody has loaded the engine (`@cardfile/openapi/patterns`)
 */
export function patternOf(pattern: string): Compiled {
  let compiled = kept.get(pattern)
  if (!compiled) {
    if (!compile) throw new Error('the engine of patterns is not loaded')
    compiled = compile(pattern)
    if (kept.size >= mostKept) kept.clear()
    kept.set(pattern, compiled)
  }
  return compiled
}

/**
 * What warms the engine's code: a pattern that it has to follow all ways at once, on as many characters as make it
 * be compiled, and few enough beside a request. One that somebody defined may end on the first character.
 */
const warming = { pattern: '(?:a|a1?)+b', text: 'a1'.repeat(1_000), times: 20 }
let isWarm = false

/**
 * Has patterns ready before the first text comes, as where definitions are read: compiled, and the code of the
 * engine warm. Cold, the first text of 32,767 characters takes some 40 ms, then 1 or 2.
 */
export function readyPatterns(patterns: readonly string[]): void {
  for (const pattern of patterns.slice(0, mostKept)) patternOf(pattern)
  if (isWarm || !compile || patterns.length === 0) return
  isWarm = true
  const { matches } = compile(warming.pattern)
  for (let time = 0; time < warming.times; time++) matches(warming.text)
}

/**
 * Steps that a field's longest text may take. The engine takes no more than so many however a pattern is made,
 * some 30 ns each where it has to follow all ways at once.
 */
const mostSteps = 2_000_000

export type PatternFault = 'unreadable' | 'too_costly'

/** @param length most characters of a text that is tried */
export function patternFault(pattern: string, length: number): PatternFault | null {
  try {
    return patternOf(pattern).size * length > mostSteps ? 'too_costly' : null
  } catch {
    return 'unreadable'
  }
}
