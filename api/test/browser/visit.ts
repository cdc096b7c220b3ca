import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { inject } from 'vitest'
import { cookieHeader, type Cookies, setUp } from './accounts.ts'
import { launchBrowser } from './launch-browser.ts'
import { reportOnFailure } from './failure-report.ts'
import { type Site, startOwnedSite, startSite } from './start-site.ts'
import { waitStill } from './still.ts'

/** A browser on the whole product, over an empty database of its own. */
export interface Visit {
  url: string
  /** Signed in as the owner, unless the visit was started without an account. */
  page: Page
  /** Another tab with other settings, watched like the first; `as`: whose session it has. */
  open(options: BrowserContextOptions, as?: Cookies): Promise<Page>
  /** JSON of the API behind the page's back: what another program would see or do. */
  api<T>(path: string, init?: ApiCall): Promise<T>
  /** As `api`, for answers that are no JSON. */
  text(path: string): Promise<string>
  /**
   * All that went wrong unseen so far: errors in the console, uncaught ones, requests to foreign
   * hosts. A refusal that a test provokes is no error; Chromium logs it, so it is named by status.
   */
  complaints(expectedRefusals?: readonly number[]): string[]
  close(): Promise<void>
}

interface ApiCall {
  method: string
  body?: unknown
  ifMatch?: number
  /** Whose session it is sent in; the owner's where left out. */
  as?: Cookies
}

/** Milliseconds until what a page should show is given up; much, for machines with much to do. */
const patience = 30_000

interface VisitOptions {
  /** False where the first account is what a test is about. */
  setUpFirst?: boolean
  /** The runtime it is on; that of the test's project unless given. */
  start?: () => Promise<Site>
}

let running: Promise<Browser> | undefined

/** The files of tests that one worker runs share a browser, which ends with it. */
async function sharedBrowser(): Promise<Browser> {
  const browser = await (running ??= launchBrowser())
  if (browser.isConnected()) return browser
  return (running = launchBrowser())
}

/** Deep runs ask some files once more of the edge, whose tool takes seconds to load. */
const startHere =
  inject('site') === 'workerd'
    ? async () => (await import('./start-worker-site.ts')).startWorkerSite()
    : undefined

export async function startVisit({
  setUpFirst = true,
  start = startHere,
}: VisitOptions = {}): Promise<Visit> {
  const [{ site, cookies: owner }, browser] = await Promise.all([
    setUpFirst ? beginOwned(start) : beginEmpty(start),
    sharedBrowser(),
  ])
  const heard: string[] = []
  const contexts: BrowserContext[] = []
  const open = (options: BrowserContextOptions, as = owner) =>
    openPage({ browser, contexts, site, heard, cookies: as }, options)
  const call = (path: string, init: ApiCall = { method: 'GET' }) =>
    callApi(site, path, init, init.as ?? owner)
  return {
    url: site.url,
    page: await open({ viewport: { width: 1280, height: 900 } }),
    open,
    api: async <T>(path: string, init?: ApiCall) => {
      const response = await call(path, init)
      return (response.status === 204 ? undefined : await response.json()) as T
    },
    text: async (path) => (await call(path)).text(),
    complaints: (expected = []) =>
      heard.filter(
        (complaint) => !expected.some((status) => complaint.includes(`status of ${status} `)),
      ),
    close: async () => {
      await Promise.all(contexts.map((context) => context.close()))
      await site.close()
    },
  }
}

interface Begun {
  site: Site
  /** The owner's, where they have an account. */
  cookies: Cookies
}

async function beginOwned(start: VisitOptions['start']): Promise<Begun> {
  if (!start) return startOwnedSite()
  const site = await start()
  return { site, cookies: await setUp(site) }
}

async function beginEmpty(start = startSite): Promise<Begun> {
  return { site: await start(), cookies: [] }
}

interface Opening {
  browser: Browser
  /** Those that are open; what is opened joins them. */
  contexts: BrowserContext[]
  site: Site
  heard: string[]
  cookies: Cookies
}

async function openPage(
  { browser, contexts, site, heard, cookies }: Opening,
  options: BrowserContextOptions,
): Promise<Page> {
  const { url } = site
  // The same server by its name, where a passkey needs one.
  const ours = [url, url.replace('127.0.0.1', 'localhost')]
  const context = await browser.newContext({ baseURL: url, reducedMotion: 'reduce', ...options })
  contexts.push(context)
  await Promise.all([context.addCookies(cookies), waitStill(context)])
  const page = await context.newPage()
  page.setDefaultTimeout(patience)
  reportOnFailure(page)
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') heard.push(message.text())
  })
  page.on('pageerror', (error) => heard.push(String(error)))
  page.on('request', (request) => {
    if (!/^(?:data|blob):/.test(request.url()) && !ours.includes(new URL(request.url()).origin))
      heard.push(`asked ${request.url()}`)
  })
  return page
}

async function callApi(
  { url }: Site,
  path: string,
  { method, body, ifMatch }: ApiCall,
  cookies: Cookies,
): Promise<Response> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    headers: {
      'content-type': 'application/json',
      cookie: cookieHeader(cookies),
      origin: url,
      ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
    },
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return response
}
