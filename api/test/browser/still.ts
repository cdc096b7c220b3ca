import type { BrowserContext } from 'playwright-core'

/**
 * What antd turns or lets shimmer for as long as something is waited for, though less motion was asked for.
 * Sixty pictures a second of it cost as much as all else of a page that loads, and show nothing that is
 * looked for.
 */
const endless = ['.ant-spin-dot', '.ant-spin-dot-item', '[class*="ant-skeleton"]', '.anticon-spin']

/** Has pages of the context wait without motion: all that ends by itself moves as it would. */
export async function waitStill(context: BrowserContext): Promise<void> {
  const rule = `:is(${endless.join()}), :is(${endless.join()})::after { animation: none !important }`
  await context.addInitScript((text) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    document.adoptedStyleSheets.push(sheet)
  }, rule)
}
