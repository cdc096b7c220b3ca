import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { buildForAll, buildStyles, buildTokens } from './generate.ts'

const styles =
  /[\\/]antd[\\/]es[\\/]((?!style[\\/])[\w-]+[\\/](?:wave[\\/])?style(?:[\\/][\w-]+)?)\.js$/
const tokens = /[\\/]antd[\\/]es[\\/]theme[\\/]useToken\.js$/

/** What antd makes styles and tokens with: nothing asks for them any more, and they are exported all the same. */
const unused: readonly [file: RegExp, code: string][] = [
  // For themes of antd 4.
  [
    /[\\/]antd[\\/]es[\\/]config-provider[\\/]cssVariables\.js$/,
    'export const registerTheme = undefined',
  ],
  // Those of icons come with what all components need.
  [
    /[\\/]antd[\\/]es[\\/]config-provider[\\/]style[\\/]index\.js$/,
    'export default () => undefined',
  ],
  [/[\\/]antd[\\/]es[\\/]theme[\\/]themes[\\/]default[\\/]theme\.js$/, 'export default undefined'],
  [
    /[\\/]antd[\\/]es[\\/]theme[\\/]util[\\/]genStyleUtils\.js$/,
    'export const genStyleHooks = undefined, genComponentStyleHook = undefined, genSubStyleComponent = undefined',
  ],
]

const theme = fileURLToPath(new URL('../src/theme/antd-theme.ts', import.meta.url))
const forAll = 'cardfile:antd-styles-for-all'
const runtime = fileURLToPath(new URL('../src/theme/built-styles.ts', import.meta.url))

/**
 * Has the build work out what antd looks like with our theme, which every browser would else do at each
 * visit, component by component, with code that is as long as what comes of it.
 */
export function antdStyles(): Plugin {
  return {
    name: 'cardfile:antd-styles',
    apply: 'build',
    enforce: 'pre',
    resolveId: (id) => (id === forAll ? `\0${forAll}` : null),
    load(id) {
      if (id === `\0${forAll}`) return `export default ${JSON.stringify(buildForAll())}`
      const [file = ''] = id.split('?')
      const instead = unused.find(([of]) => of.test(file))?.[1]
      if (instead !== undefined) return instead
      const style = styles.exec(file)?.[1]
      if (style !== undefined) return styleModule(style.replaceAll('\\', '/'))
      if (tokens.test(file)) return tokenModule()
      return file === theme ? themeModule : null
    },
  }
}

function styleModule(path: string): string {
  const lines = buildStyles(path).map((built) => {
    const value =
      built.kind === 'constant'
        ? JSON.stringify(built.value)
        : `/*#__PURE__*/${built.kind === 'hook' ? 'builtHook' : 'builtComponent'}(${JSON.stringify(built.styles)}, forAll)`
    return built.name === 'default'
      ? `export default ${value}`
      : `export const ${built.name} = ${value}`
  })
  return [
    `import { builtComponent, builtHook } from ${JSON.stringify(runtime)}`,
    `import forAll from ${JSON.stringify(forAll)}`,
    ...lines,
  ].join('\n')
}

function tokenModule(): string {
  return [
    `import { builtTokenHook } from ${JSON.stringify(runtime)}`,
    `export default /*#__PURE__*/builtTokenHook(${JSON.stringify(buildTokens())})`,
  ].join('\n')
}

const themeModule = `
import { variantOf } from './variants.ts'
export const antdTheme = (mode, still) => ({ cssVar: { key: variantOf(mode, still) }, hashed: false })
`
