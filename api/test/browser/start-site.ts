import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { importServer } from '../../scripts/build-server.ts'
import { webDist } from '../../scripts/build-web.ts'
import { readConfig } from '../../src/platform/config/config.ts'
import { readAccounts } from '../../src/platform/config/accounts.ts'
import { hashers } from '../targets/hashing.ts'
import { testSecret } from '../targets/sign-in.ts'
import { type Cookies, setUp } from './accounts.ts'

declare module 'vitest' {
  interface ProvidedContext {
    ownedSite: OwnedSite
    /** The runtime that the files of a project are asked of, where they name none. */
    site: 'node' | 'workerd'
  }
}

/** The whole product for one browser test: screens and API, over a database of its own. */
export interface Site {
  /** Where it listens, without a slash at the end. */
  url: string
  /** What the first account is made with, where that is asked for. */
  setupToken?: string
  close(): Promise<void>
}

/** What a site that has an owner is copied from. */
interface OwnedSite {
  folder: string
  /** Of the session that the owner's setting up began. */
  cookies: { name: string; value: string }[]
}

/**
 * Starts the real server on a free port over an empty database, where nobody has an account.
 * @param siteFolder where its screens are, if they are not those that were built
 */
export async function startSite(siteFolder?: string): Promise<Site> {
  return startIn(mkdtempSync(join(tmpdir(), 'cardfile-browser-')), { siteFolder })
}

/** Makes what each site with an owner is a copy of. Whoever asked for the folder removes it. */
export async function prepareOwnedSite(): Promise<OwnedSite> {
  const folder = mkdtempSync(join(tmpdir(), 'cardfile-owned-'))
  const site = await startIn(folder, { keeps: true })
  const cookies = await setUp(site)
  await site.close()
  return { folder, cookies: cookies.map(({ name, value }) => ({ name, value })) }
}

/** The same as `startSite` with the owner's account in it, and a session of theirs. */
export async function startOwnedSite(): Promise<{ site: Site; cookies: Cookies }> {
  const { folder: from, cookies } = inject('ownedSite')
  const folder = mkdtempSync(join(tmpdir(), 'cardfile-browser-'))
  cpSync(from, folder, { recursive: true })
  const site = await startIn(folder)
  return { site, cookies: cookies.map((cookie) => ({ ...cookie, url: site.url, httpOnly: true })) }
}

interface Starting {
  /** Whether the folder stays when the site is closed. */
  keeps?: boolean
  siteFolder?: string | undefined
}

async function startIn(
  folder: string,
  { keeps = false, siteFolder = webDist }: Starting = {},
): Promise<Site> {
  const config = readConfig({ PORT: '0', CARDFILE_DB: `file:${join(folder, 'test.db')}` })
  const accounts = readAccounts({ CARDFILE_SECRET: testSecret })
  // As people run it, and its threads load in a tenth of the time that they take from a thousand files.
  const { startServer } = await importServer()
  const server = await startServer({
    config,
    accounts,
    hasher: hashers.cheap,
    siteFolder,
  })
  return {
    url: server.url,
    async close() {
      await server.close()
      if (!keeps) rmSync(folder, { recursive: true, force: true })
    },
  }
}
