import { chromium, type Browser } from 'playwright-core'
import { findBrowser } from './find-browser.ts'

/**
 * V8's own names for when it makes code that runs faster, at ten times what it waits for otherwise, and
 * never by the compiler that is slowest; and for collecting what is young without threads that wait for each
 * other, and seldom.
 */
const cheapForSeconds = [
  '--invocation-count-for-maglev=4000',
  '--interrupt-budget=2000000',
  '--interrupt-budget-for-maglev=400000',
  '--no-turbofan',
  '--single-threaded-gc',
  '--min-semi-space-size=16',
  '--max-semi-space-size=16',
]

/**
 * Starts a browser without a window that talks to nobody but the pages it is sent to.
 * The caller closes it.
 * @param flags of V8; as people have it where there are none
 * @throws Error when there is no browser on this machine
 */
export async function launchBrowser(flags: readonly string[] = cheapForSeconds): Promise<Browser> {
  const executablePath = findBrowser()
  if (executablePath === undefined) {
    throw new Error('There is no Chromium here; `npm test` installs one or says how to')
  }
  // Chromium's sandbox refuses to start as root, which is what one is in a container.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return await chromium.launch({
    executablePath,
    headless: true,
    args: [
      ...asRoot,
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // A page lives for seconds here: what is called some thousand times is not worth compiling anew.
      `--js-flags=${flags.join(',')}`,
    ],
  })
}
