import { setTimeout } from 'node:timers/promises'
import type { Page, Request } from 'playwright-core'
import { countRequests } from './settled.ts'

interface Watched {
  console: string[]
  /** Requests that nobody has answered yet. */
  open: ReadonlySet<Request>
}

const watched = new Map<Page, Watched>()
const linesKept = 12

/** From now on a test that fails tells what this page showed then. */
export function reportOnFailure(page: Page): void {
  const seen: Watched = { console: [], open: countRequests(page) }
  watched.set(page, seen)
  page.on('close', () => watched.delete(page))
  const hear = (line: string) => {
    seen.console.push(line)
    if (seen.console.length > linesKept) seen.console.shift()
  }
  page.on('console', (message) => hear(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => hear(String(error)))
  page.on('framenavigated', (frame) => frame === page.mainFrame() && hear(`went to ${frame.url()}`))
}

/** Tells of every page that is open; asked for by what runs the tests, after one that failed. */
export async function reportPages(): Promise<void> {
  for (const [page, seen] of watched) console.error(await report(page, seen))
}

async function report(page: Page, { console: lines, open }: Watched): Promise<string> {
  const shown = await Promise.race([look(page), hanging()])
  const unanswered = [...open].map((request) => `${request.method()} ${request.url()}`)
  return [
    `The page at ${page.url()} when the test failed:`,
    ...Object.entries({ ...shown, unanswered, console: lines }).map(
      ([what, said]) => `  ${what}: ${JSON.stringify(said)}`,
    ),
  ].join('\n')
}

/** A page that hangs cannot be looked at, and must not hold up what else there is to tell. */
async function hanging() {
  await setTimeout(5_000, undefined, { ref: false })
  return { shown: 'nothing: the page hangs' }
}

function look(page: Page) {
  return page
    .evaluate(() => {
      const texts = (selector: string) =>
        [...document.querySelectorAll<HTMLElement>(selector)]
          .filter((element) => element.checkVisibility())
          .map((element) => element.innerText.trim().slice(0, 200))
      const at = document.activeElement
      return {
        title: document.title,
        headings: texts('h1, h2, h3'),
        dialogs: texts('[role="dialog"]'),
        alerts: texts('[role="alert"], .ant-message-notice'),
        focus: at?.outerHTML.slice(0, 200),
      }
    })
    .catch((error: unknown) => ({ shown: String(error) }))
}
