import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'

/** First those that are made to have no window: they take a third less of a processor. */
const commands = [
  'chromium-headless-shell',
  'chrome-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
]

const places: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
    String.raw`C:\Program Files (x86)\Google\Chrome\Application\chrome.exe`,
    String.raw`C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`,
  ],
}

/** Where the driver's own install would put its browser; undefined where it supports none. */
function driversOwn(): string | undefined {
  try {
    return chromium.executablePath()
  } catch {
    return undefined
  }
}

/** What the search looks at; replaced in tests. */
export interface Machine {
  env: Record<string, string | undefined>
  platform: NodeJS.Platform
  exists: (path: string) => boolean
  driversOwn: () => string | undefined
}

const thisMachine: Machine = {
  env: process.env,
  platform: process.platform,
  exists: existsSync,
  driversOwn,
}

/**
 * Finds a Chromium-like browser: `CHROMIUM_PATH`, then the commands on the path, then the usual
 * places of the system, then the driver's own download.
 * @returns the executable's path, or undefined when there is none
 * @throws Error when `CHROMIUM_PATH` names a file that is not there: asked for by name, it is not
 *   replaced by another in silence
 */
export function findBrowser(machine: Machine = thisMachine): string | undefined {
  const { env, platform, exists } = machine
  const named = env.CHROMIUM_PATH
  if (named !== undefined && named !== '') {
    if (exists(named)) return named
    throw new Error(`CHROMIUM_PATH names ${named}, which does not exist`)
  }
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  const onPath = commands.flatMap((command) => folders.map((folder) => join(folder, command)))
  const candidates = [...onPath, ...(places[platform] ?? []), machine.driversOwn()]
  return candidates.find((path) => path !== undefined && exists(path))
}
