import { RE2JS } from 're2js'
import { provideEngine } from './pattern.ts'

export { readyPatterns } from './pattern.ts'

// Linear in the text whatever the pattern, unlike the engines of browsers and Node: one that somebody wrote
// badly, or to do harm, must not stop a server that others use.
provideEngine((pattern) => {
  const compiled = RE2JS.compile(pattern)
  return { matches: (text) => compiled.matches(text), size: compiled.programSize() }
})
