/** Characters of the longest text that a field takes. */
export const longest = 32_767

/** Patterns with texts that take an engine which goes back longer than the universe is old. None is met. */
export const hostile: readonly (readonly [pattern: string, text: string])[] = [
  ['(a+)+$', `${'a'.repeat(longest - 1)}!`],
  ['^(a|aa)+$', `${'a'.repeat(longest - 1)}!`],
  ['(x+x+)+y', 'x'.repeat(longest)],
  ['^(([a-z])+.)+[A-Z]([a-z])+$', 'a'.repeat(longest)],
  ['(?:[a-z0-9_-]+)*@(?:[a-z]+\\.)+[a-z]{2,24}', 'a'.repeat(longest)],
  ['(.*?,){11}P', '1,'.repeat(longest / 2)],
  ['(\\w+\\s?)*$', `${'a'.repeat(longest - 1)}!`],
]
