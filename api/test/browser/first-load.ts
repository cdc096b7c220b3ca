import type { Page } from 'playwright-core'

/**
 * Most bytes of JavaScript that the first visit of the contacts page may load, as they are sent: what every
 * page needs, its words, the contract with the page itself, and all of it.
 */
const budget = { start: 225_000, words: 20_000, page: 80_000, whole: 312_500 }

type Part = keyof typeof budget

/** What a page has loaded so far, in compressed bytes without headers. */
export async function loadedScripts(page: Page): Promise<Record<Part, number>> {
  const scripts = await page.evaluate(() =>
    (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
      .filter(({ name }) => name.endsWith('.js'))
      .map(({ name, encodedBodySize }) => ({
        name: name.split('/').at(-1) ?? '',
        encodedBodySize,
      })),
  )
  const loaded: Record<Part, number> = { start: 0, words: 0, page: 0, whole: 0 }
  for (const { name, encodedBodySize } of scripts) {
    loaded[partOf(name)] += encodedBodySize
    loaded.whole += encodedBodySize
  }
  return loaded
}

/** By the name that the build gives it: of the entry, into which it puts `start`, or of a language. */
function partOf(file: string): Part {
  if (file.startsWith('index-')) return 'start'
  return /^[a-z]{2}-/.test(file) ? 'words' : 'page'
}

/** The parts that are larger than they may be, or that were not loaded at all. */
export function overBudget(loaded: Record<Part, number>): string[] {
  return (Object.keys(budget) as Part[])
    .filter((part) => loaded[part] > budget[part] || loaded[part] === 0)
    .map((part) => `${part}: ${loaded[part]} of ${budget[part]} bytes`)
}
