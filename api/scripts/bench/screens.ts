import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CDPSession, Page } from 'playwright-core'
import { cookieHeader, setUp } from '../../test/browser/accounts.ts'
import { buildWeb, webDist } from '../build-web.ts'
import { openBrowser } from '../open-browser.ts'
import { person } from '../people.ts'
import { makeDataset } from './dataset.ts'
import { median } from './measured.ts'
import { type MeasuredServer, serveMeasured } from './server.ts'

/** How many fields a form has, least first: what more of them cost is told as a ratio to the first. */
const fieldCounts = [28, 98, 278]
const keysPerRound = 30

/**
 * Measures a contact's form, the search and a contact's page in Chromium, on a server of its own over so many
 * invented contacts.
 *
 * @returns lines of a table: processor time of the process that draws the page, and of the server
 */
export async function measureScreens(contacts: number, rounds: number): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cardfile-bench-'))
  const file = join(folder, 'contacts.db')
  copyFileSync(await makeDataset(contacts), file)
  await buildWeb()
  const server = await serveMeasured(file, { siteFolder: webDist })
  const browser = await openBrowser([])
  try {
    const cookies = await setUp(server)
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    await context.addCookies(cookies)
    const meter = new Meter(await browser.newBrowserCDPSession(), server)
    const page = await context.newPage()
    const lookUps = await lookUp({ page, meter, server, contacts, rounds })
    const keys: number[] = []
    for (const count of fieldCounts) {
      await addFields(server.url, cookieHeader(cookies), count)
      keys.push(await type({ page, meter, server, rounds }))
    }
    return [
      '| | processor time of the page | of the server |',
      '|---|---|---|',
      ...keys.map((ms, index) => {
        const ratio = index === 0 ? '' : ` (${(ms / (keys[0] ?? 1)).toFixed(2)} ×)`
        return `| a key in the form of a contact with ${fieldCounts[index]} fields | ${ms.toFixed(1)} ms${ratio} | |`
      }),
      ...lookUps,
    ]
  } finally {
    await browser.close()
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Taken {
  page: number
  server: number
}

/** Reads what the processes that draw pages, and the server, have taken of the processor. */
class Meter {
  readonly #session: CDPSession
  readonly #server: MeasuredServer

  constructor(session: CDPSession, server: MeasuredServer) {
    this.#session = session
    this.#server = server
  }

  async measure(work: () => Promise<void>): Promise<Taken> {
    const before = await this.#now()
    await work()
    const after = await this.#now()
    return { page: after.page - before.page, server: after.server - before.server }
  }

  /** Milliseconds. */
  async #now(): Promise<Taken> {
    const { processInfo } = await this.#session.send('SystemInfo.getProcessInfo')
    const drawing = processInfo.filter(({ type }) => type === 'renderer')
    const seconds = drawing.reduce((sum, { cpuTime }) => sum + cpuTime, 0)
    return { page: seconds * 1_000, server: await this.#server.cpuMs() }
  }
}

interface Measuring {
  page: Page
  meter: Meter
  server: { url: string }
  rounds: number
}

/** @returns milliseconds that a key takes until it is drawn */
async function type({ page, meter, server, rounds }: Measuring): Promise<number> {
  await page.goto(`${server.url}/contacts/new`)
  const box = page.getByRole('textbox', { name: 'City', exact: true })
  await box.focus()
  const taken: number[] = []
  // One round more than counts: the first compiles.
  for (let round = 0; round <= rounds; round++) {
    const { page: ms } = await meter.measure(async () => {
      for (let key = 0; key < keysPerRound; key++) {
        await page.keyboard.press('a')
        await drawn(page)
      }
    })
    if (round > 0) taken.push(ms / keysPerRound)
    await box.fill('')
  }
  return median(taken)
}

async function lookUp({
  page,
  meter,
  server,
  contacts,
  rounds,
}: Measuring & { contacts: number }): Promise<string[]> {
  const searched: Taken[] = []
  const opened: Taken[] = []
  for (let round = 0; round <= rounds; round++) {
    const who = person(Math.floor(((round + 1) * contacts) / (rounds + 2)))
    const email = `${who.handle}@example.com`
    const name = `${who.firstName} ${who.lastName}`
    await page.goto(`${server.url}/contacts`)
    const row = page.getByRole('row').filter({ hasText: email })
    await page.getByRole('row').nth(1).waitFor()
    const box = page.getByRole('searchbox')
    await box.focus()
    const search = await meter.measure(async () => {
      await box.fill(email)
      await row.waitFor()
      await drawn(page)
    })
    const open = await meter.measure(async () => {
      await row.getByRole('link', { name }).click()
      await page.getByRole('heading', { level: 1, name }).waitFor()
      await page.getByRole('heading', { name: 'History' }).waitFor()
      await page.waitForLoadState('networkidle')
    })
    if (round > 0) {
      searched.push(search)
      opened.push(open)
    }
  }
  return [
    rowOf(`a search among ${contacts} contacts, until the row is drawn`, searched),
    rowOf('a contact opened, its history included', opened),
  ]
}

function rowOf(label: string, taken: readonly Taken[]): string {
  const of = (whose: keyof Taken) => median(taken.map((one) => one[whose])).toFixed(0)
  return `| ${label} | ${of('page')} ms | ${of('server')} ms |`
}

async function drawn(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => setTimeout(done))),
  )
}

/** Adds texts until there are so many fields. */
async function addFields(url: string, cookie: string, count: number): Promise<void> {
  const call = async (init: RequestInit) => {
    const headers = { cookie, origin: url, 'content-type': 'application/json' }
    const response = await fetch(`${url}/api/v1/fields`, { ...init, headers })
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
    return (await response.json()) as { data: unknown[] }
  }
  const { data } = await call({ method: 'GET' })
  for (let n = data.length; n < count; n++)
    await call({ method: 'POST', body: JSON.stringify({ name: `Text ${n}`, type: 'text' }) })
}
