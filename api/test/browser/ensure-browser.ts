import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { exitCode, toolFile } from '../../scripts/processes.ts'
import { findBrowser } from './find-browser.ts'

const help = `No Chromium was found and none could be installed, so the browser tests cannot run.
Do one of these and try again:
  - Debian or Ubuntu: sudo apt-get install -y chromium
  - elsewhere: install Chrome, Chromium or Edge, or run: npx playwright-core install chromium
  - name one you have: CHROMIUM_PATH=/path/to/chromium npm test
Everything else runs without it: npm test -- --project unit --project contract-node --project contract-workerd`

async function attempt(command: string, args: string[], seconds: number): Promise<boolean> {
  const child = spawn(command, args, {
    stdio: 'ignore',
    timeout: seconds * 1000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  return (await exitCode(child).catch(() => 1)) === 0
}

/** Older releases have the whole browser only. */
async function installPackage(): Promise<boolean> {
  for (const name of ['chromium-headless-shell', 'chromium'])
    if (await attempt('apt-get', ['install', '-y', '--no-install-recommends', name], 600))
      return true
  return false
}

/** Tries what this machine allows, quickest first; whether it worked shows in the next search. */
const installers: { name: string; possible: () => boolean; run: () => Promise<boolean> }[] = [
  {
    name: 'apt-get',
    possible: () => process.getuid?.() === 0 && existsSync('/etc/debian_version'),
    run: async () => (await attempt('apt-get', ['update'], 120)) && (await installPackage()),
  },
  {
    name: 'playwright-core',
    possible: () => true,
    run: () => attempt(process.execPath, [toolFile('playwright'), 'install', 'chromium'], 300),
  },
]

/**
 * Makes sure a browser is there, installing one when none is found.
 * @returns undefined when there is one; else what a person can do about it
 */
export async function ensureBrowser(): Promise<string | undefined> {
  if (findBrowser() !== undefined) return undefined
  for (const installer of installers) {
    if (!installer.possible()) continue
    console.log(`No Chromium found; installing one with ${installer.name} (once) …`)
    if ((await installer.run()) && findBrowser() !== undefined) return undefined
  }
  return help
}
