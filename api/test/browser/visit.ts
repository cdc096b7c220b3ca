import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { launchBrowser } from './launch-browser.ts'
import { type Site, startSite } from './start-site.ts'

/** A browser on the whole product, over an empty database of its own. */
export interface Visit {
  url: string
  page: Page
  /** Another tab with other settings, watched like the first. */
  open(options: BrowserContextOptions): Promise<Page>
  /** JSON of the API behind the page's back: what another program would see or do. */
  api<T>(path: string, init?: { method: string; body: unknown; ifMatch?: number }): Promise<T>
  /**
   * All that went wrong unseen so far: errors in the console, uncaught ones, requests to foreign
   * hosts. A refusal that a test provokes is no error; Chromium logs it, so it is named by status.
   */
  complaints(expectedRefusals?: readonly number[]): string[]
  close(): Promise<void>
}

export async function startVisit(): Promise<Visit> {
  const [site, browser] = await Promise.all([startSite(), launchBrowser()])
  const heard: string[] = []
  const open = (options: BrowserContextOptions) => openPage(browser, site, options, heard)
  return {
    url: site.url,
    page: await open({ viewport: { width: 1280, height: 900 } }),
    open,
    api: (path, init) => callApi(site, path, init),
    complaints: (expected = []) =>
      heard.filter(
        (complaint) => !expected.some((status) => complaint.includes(`status of ${status} `)),
      ),
    close: async () => {
      await browser.close()
      await site.close()
    },
  }
}

async function openPage(
  browser: Browser,
  { url, cookies }: Site,
  options: BrowserContextOptions,
  heard: string[],
): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, reducedMotion: 'reduce', ...options })
  await context.addCookies(cookies.map((cookie) => ({ ...cookie, url })))
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') heard.push(message.text())
  })
  page.on('pageerror', (error) => heard.push(String(error)))
  page.on('request', (request) => {
    if (!/^(?:data|blob):/.test(request.url()) && !request.url().startsWith(url))
      heard.push(`asked ${request.url()}`)
  })
  return page
}

async function callApi<T>(
  { url, cookies }: Site,
  path: string,
  init?: { method: string; body: unknown; ifMatch?: number },
): Promise<T> {
  const response = await fetch(`${url}/api/v1${path}`, {
    ...(init ? { method: init.method, body: JSON.stringify(init.body) } : {}),
    headers: {
      'content-type': 'application/json',
      cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
      origin: url,
      ...(init?.ifMatch === undefined ? {} : { 'if-match': `"${init.ifMatch}"` }),
    },
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return (response.status === 204 ? undefined : await response.json()) as T
}
