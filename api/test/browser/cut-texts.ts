import type { Page } from 'playwright-core'

/**
 * @returns each text that a page shows only a part of, without dots that say so, and where one has to be
 *   read whole, on buttons, tabs and headings, also those with dots; what can be scrolled to is no fault
 */
export function cutTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const whole = 'button, label, legend, h1, h2, h3, [role="tab"], [role="menuitem"]'
    // Half a letter's stem is no loss; fonts reach over their line a little.
    const [sideways, upwards] = [2, 5]
    const lookAt = (element: Element) => {
      const style = getComputedStyle(element)
      const { clipPath, overflowX, overflowY, display, textOverflow, webkitLineClamp } = style
      const box = element.getBoundingClientRect()
      const isTiny = overflowX !== 'visible' && Math.min(box.width, box.height) <= 2
      return {
        box,
        isUnseen: clipPath !== 'none' || isTiny,
        scrolls: /auto|scroll/.test(overflowX + overflowY),
        cuts: overflowX !== 'visible' && display !== 'inline',
        hasDots: textOverflow === 'ellipsis',
        hasLines: webkitLineClamp !== 'none',
        isFixed: style.position === 'fixed',
      }
    }
    // Most texts stand in the same few elements.
    const looks = new Map<Element, ReturnType<typeof lookAt>>()
    const lookOf = (element: Element) => {
      const look = looks.get(element) ?? lookAt(element)
      looks.set(element, look)
      return look
    }
    /** How a text is cut by one of those around it, up to the first that scrolls. */
    const cut = (text: DOMRect, from: Element): 'dots' | 'nothing' | 'lost' => {
      for (let at: Element | null = from; at; at = at.parentElement) {
        const { box, isUnseen, scrolls, cuts, hasDots, hasLines, isFixed } = lookOf(at)
        if (isUnseen || scrolls) return 'nothing'
        const beside = text.left < box.left - sideways || text.right > box.right + sideways
        const above = text.top < box.top - upwards || text.bottom > box.bottom + upwards
        if (cuts && (beside || above)) return hasLines || (hasDots && !above) ? 'dots' : 'lost'
        if (isFixed) break
      }
      return text.left < -sideways || text.right > innerWidth + sideways ? 'lost' : 'nothing'
    }
    const found = new Set<string>()
    const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (all.nextNode()) {
      const { parentElement: parent, nodeValue } = all.currentNode
      if (!nodeValue?.trim() || !parent?.checkVisibility({ visibilityProperty: true })) continue
      const range = document.createRange()
      range.selectNodeContents(all.currentNode)
      for (const line of range.getClientRects()) {
        if (line.width <= 1) continue
        const how = cut(line, parent)
        if (how === 'lost' || (how === 'dots' && parent.closest(whole)))
          found.add(`${parent.tagName}.${parent.className}: ${nodeValue.trim()}`)
      }
    }
    return [...found]
  })
}
