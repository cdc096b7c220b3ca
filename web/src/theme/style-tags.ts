import { updateCSS as writeStyle } from 'rc-util/es/Dom/dynamicCSS.js'

export { clearContainerCache, injectCSS, removeCSS } from 'rc-util/es/Dom/dynamicCSS.js'

interface Written {
  css: string
  tag: HTMLElement
}

const written = new Map<string, Written>()

/**
 * Stands where antd looks for its own function of this name. antd writes the styles of icons, and those of
 * components where no build has worked them out, again each time one is mounted, and looks through all style
 * tags and reads the one it finds to see whether they stand there. What is known to stand is not written again.
 */
export const updateCSS: typeof writeStyle = (css, key, option = {}) => {
  if (option.attachTo) return writeStyle(css, key, option)
  const name = `${option.mark ?? ''} ${key}`
  const known = written.get(name)
  if (known?.css === css && known.tag.isConnected) return known.tag
  const tag = writeStyle(css, key, option)
  written.set(name, { css, tag })
  return tag
}
