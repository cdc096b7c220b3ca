import type { Locator } from 'playwright-core'

/** Picks an entry of a list that one may type in, by keyboard, once it is the one highlighted. */
export async function chooseOption(box: Locator, text: string, typed = text): Promise<void> {
  const page = box.page()
  await box.press('ArrowDown')
  await page.keyboard.type(typed)
  await page
    .locator('.ant-select-dropdown:visible .ant-select-item-option-active', { hasText: text })
    .waitFor()
  await page.keyboard.press('Enter')
}
