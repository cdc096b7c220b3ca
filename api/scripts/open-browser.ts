import type { Browser } from 'playwright-core'
import { ensureBrowser } from '../test/browser/ensure-browser.ts'
import { launchBrowser } from '../test/browser/launch-browser.ts'
import { ToolError } from './processes.ts'

/**
 * Starts a browser without a window, which is installed first where none is found. The caller closes it.
 * @throws ToolError what a person can do where none can be installed
 */
export async function openBrowser(
  ...launching: Parameters<typeof launchBrowser>
): Promise<Browser> {
  const missing = await ensureBrowser()
  if (missing !== undefined) throw new ToolError(missing)
  return await launchBrowser(...launching)
}
