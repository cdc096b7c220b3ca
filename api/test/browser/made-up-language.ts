import { cpSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { webDist } from '../../scripts/build-web.ts'
import { type Site, startSite } from './start-site.ts'

/** Around each piece of words that comes from a locale; what it is filled with stands outside. */
const [opens, closes] = ['⟦', '⟧']

/** Run in the page, as the module of a language: the same words as English, each piece between marks. */
function markedWords(words: unknown, marks: readonly [string, string], key = ''): unknown {
  if (typeof words === 'string')
    return /format$|^locale$/i.test(key)
      ? words
      : words.replaceAll(/\{\{\w+\}\}|\$\{\w+\}|(?:(?!\{\{|\$\{)[^])+/g, (piece) =>
          /^\{\{|^\$\{/.test(piece) || !/\p{L}/u.test(piece) ? piece : marks[0] + piece + marks[1],
        )
  if (typeof words !== 'object' || words === null) return words
  return Object.fromEntries(
    Object.entries(words).map(([name, inner]) => [name, markedWords(inner, marks, name)]),
  )
}

/** Run in the page: both, key by key, the second where it says something. */
function merged(first: unknown, second: unknown): unknown {
  if (typeof first !== 'object' || typeof second !== 'object') return second ?? first
  const all: Record<string, unknown> = { ...first }
  for (const [name, inner] of Object.entries(second ?? {})) all[name] = merged(all[name], inner)
  return all
}

const functions = `${markedWords}\n${merged}\nconst marks = ${JSON.stringify([opens, closes])}`

/**
 * Starts a site whose German is a language that nobody speaks: English, and what the contract says in German,
 * with marks around whatever is taken from a locale. The files themselves say so: of a page whose requests are
 * answered in their place a browser keeps nothing, and loads all of it anew each time.
 */
export async function startMadeUpSite(): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'cardfile-made-up-'))
  cpSync(webDist, folder, { recursive: true })
  const assets = join(folder, 'assets')
  const chunks = readdirSync(assets)
  const english = chunks.find((name) => /^en-.*\.js$/.test(name))
  for (const name of chunks.filter((each) => /^de(?:_DE)?-.*\.js$/.test(each))) {
    const own = `as-it-is-${name}`
    renameSync(join(assets, name), join(assets, own))
    for (const ending of ['br', 'gz']) rmSync(join(assets, `${name}.${ending}`), { force: true })
    const body = name.startsWith('de_')
      ? `import locale from './${own}'
        export default markedWords(locale, marks)`
      : `import { de as german } from './${own}'
        import { en as english } from './${english}'
        export const de = markedWords(merged(german, english), marks)`
    writeFileSync(join(assets, name), `${functions}\n${body}`)
  }
  const site = await startSite(folder)
  return {
    ...site,
    async close() {
      await site.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Finds a label of English in the made-up language. */
export function inMadeUp(label: string): RegExp {
  const anyMarks = `[${opens}${closes}]*`
  const letters = [...label].map((letter) =>
    letter.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`),
  )
  return new RegExp(`^${anyMarks}${letters.join(anyMarks)}${anyMarks}$`)
}

/**
 * What a page shows, or tells those who do not see it, in Latin letters that come from no locale. What
 * people wrote is to be in other letters, so that it is told apart; names of keys and of the API are not
 * for translation.
 *
 * @param known what is right in Latin letters: addresses, and names of products
 */
export async function unmarkedWords(page: Page, known: RegExp): Promise<string[]> {
  const shown = await page.evaluate(() => {
    const untranslated =
      'script, style, code, pre, kbd, body [lang], [translate="no"], [aria-hidden="true"]'
    const texts: string[] = [document.title]
    const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (all.nextNode()) {
      const { parentElement, nodeValue } = all.currentNode
      if (nodeValue?.trim() && !parentElement?.closest(untranslated)) texts.push(nodeValue.trim())
    }
    for (const name of ['aria-label', 'aria-description', 'placeholder', 'title', 'alt'])
      for (const element of document.body.querySelectorAll(`[${name}]`))
        if (!element.closest(untranslated)) texts.push(element.getAttribute(name) ?? '')
    return texts
  })
  const marked = new RegExp(`${opens}[^${opens}${closes}]*${closes}`, 'g')
  return [...new Set(shown)].filter((text) =>
    /\p{Script=Latin}{2}/u.test(text.replaceAll(marked, ' ').replaceAll(known, ' ')),
  )
}
