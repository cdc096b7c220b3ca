import { globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type * as Antd from 'antd'
import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { antdTheme } from '../src/theme/antd-theme.ts'
import type { BuiltStyles, BuiltTokens, Sheet, Variables } from '../src/theme/built-styles.ts'
import { type Variant, variants } from '../src/theme/variants.ts'

// The same code as `antd/es`, in the form that Node takes.
const require = createRequire(import.meta.url)
const { ConfigProvider } = require('antd') as Pick<typeof Antd, 'ConfigProvider'>
const requireOfAntd = createRequire(require.resolve('antd/lib/theme/useToken.js'))
const { createCache, StyleProvider } = requireOfAntd('@ant-design/cssinjs') as CssInJs
const { normalizeStyle } = requireOfAntd('@ant-design/cssinjs/lib/hooks/useStyleRegister') as {
  normalizeStyle(style: string): string
}

interface CssInJs {
  createCache(): { cache: ReadonlyMap<string, readonly [times: number, made: readonly unknown[]]> }
  StyleProvider(props: { cache: unknown; mock: 'server'; children?: ReactNode }): ReactNode
}

type Wrap = (node: ReactNode) => ReactNode
type Hook = (prefix: string) => Wrap | readonly [Wrap, ...unknown[]]
type StyleComponent = (props: { prefixCls: string }) => ReactNode

/** What stands in the place of an export of one of antd's style modules. */
export type BuiltExport =
  | { kind: 'hook' | 'component'; name: string; styles: BuiltStyles }
  | { kind: 'constant'; name: string; value: string | number }

const looks = Object.keys(variants) as Variant[]

/** Class names that are not those of the folder a style stands in. */
const prefixes: Readonly<Record<string, string>> = {
  '_util/wave/style': 'ant-wave',
  'button/style/compact': 'ant-btn',
  'button/style/index': 'ant-btn',
  'input/style/otp': 'ant-otp',
  'qr-code/style/index': 'ant-qrcode',
  'space/style/addon': 'ant-space-addon',
  'space/style/compact': 'ant-space-compact',
}

/**
 * What a style module of antd gives with our theme, worked out once instead of in each browser.
 *
 * @param path below `antd/es`, without its ending, as `button/style/index`
 */
export function buildStyles(path: string): BuiltExport[] {
  const made = exportsOf(path)
  const prefix = prefixes[path] ?? `ant-${path.split('/')[0]}`
  return Object.entries(made).flatMap(([name, value]): BuiltExport[] => {
    if (typeof value === 'string' || typeof value === 'number')
      return [{ kind: 'constant', name, value }]
    const isHook = typeof value === 'function' && (name === 'default' || /^use[A-Z]/.test(name))
    if (!isHook) return []
    const takesProps = value.name === 'StyledComponent'
    const Probe = takesProps
      ? () => createElement(value as StyleComponent, { prefixCls: prefix })
      : () => drawnBy(value as Hook, prefix)
    return [
      {
        kind: takesProps ? 'component' : 'hook',
        name,
        styles: stylesOf(prefix, false, Probe),
      },
    ]
  })
}

/** What all components need: values of tokens, links, icons. */
export function buildForAll(): BuiltStyles {
  const useAny = exportsOf('app/style/index').default as Hook
  return stylesOf('', true, () => drawnBy(useAny, 'ant-app'))
}

/** Some hooks give nothing but what draws their variables, some a list that begins with it. */
function drawnBy(useStyles: Hook, prefix: string): ReactNode {
  const made = useStyles(prefix)
  return typeof made === 'function' ? made(null) : made[0](null)
}

function exportsOf(path: string): Record<string, unknown> {
  return require(`antd/lib/${path}.js`) as Record<string, unknown>
}

function stylesOf(prefix: string, forAll: boolean, Probe: () => ReactNode): BuiltStyles {
  const drawn = new Map(looks.map((look) => [look, entriesOf(look, Probe)] as const))
  const sheets = new Map<string, Sheet>()
  for (const entries of drawn.values())
    for (const { kind, path, made } of entries) {
      const isForAll = /^(?:Shared|ant-design-icons)$/.test(path[1] ?? '')
      if (kind !== 'style' || isForAll !== forAll) continue
      const [css, , , effects, , order] = made as [string, 0, 0, Record<string, string>, 0, number]
      addSheet(sheets, { id: path.slice(1).join(' '), css: withoutPresets(css), order })
      for (const [name, effect] of Object.entries(effects))
        addSheet(sheets, { id: `effect ${name}`, css: normalizeStyle(effect), order })
    }
  const variables = new Map(
    [...drawn].map(([look, entries]) => [look, declarationsOf(entries, forAll)] as const),
  )
  const inOrder = [...sheets.values()].sort((one, other) => one.order - other.order)
  return { prefix, sheets: inOrder, variables: variablesOf(variables) }
}

function addSheet(sheets: Map<string, Sheet>, sheet: Sheet): void {
  const before = sheets.get(sheet.id)
  // Whatever depends on the look is a variable, or one look would be drawn with the colours of another.
  if (before && before.css !== sheet.css) throw new Error(`${sheet.id} differs from look to look`)
  sheets.set(sheet.id, sheet)
}

/** Colours by name: no screen uses them, and they are two thirds of what buttons look like. */
const names = 'blue|purple|cyan|green|magenta|pink|red|orange|yellow|volcano|geekblue|lime|gold'
const presetRule = new RegExp(`(?<=^|\\})[^{}]*-(?:color-)?(?:${names})\\b[^{}]*\\{[^{}]*\\}`, 'g')
const presetVariable = new RegExp(`^--ant-(?:button-)?(?:${names})\\b`)

function withoutPresets(css: string): string {
  return css.replace(presetRule, '')
}

interface Entry {
  kind: string
  path: readonly string[]
  made: readonly unknown[]
}

/** What antd keeps of styles, variables and tokens when something is drawn in a look. */
function entriesOf(look: Variant, Probe: () => ReactNode): Entry[] {
  const cache = createCache()
  const { mode, still } = variants[look]
  renderToStaticMarkup(
    createElement(
      StyleProvider,
      { cache, mock: 'server' },
      createElement(ConfigProvider, { theme: antdTheme(mode, still) }, createElement(Probe)),
    ),
  )
  return [...cache.cache].map(([key, [, made]]) => {
    const [kind = '', ...path] = key.split('%')
    return { kind, path, made }
  })
}

function declarationsOf(entries: readonly Entry[], forAll: boolean): string[] {
  const texts = entries.map(({ kind, made }) =>
    kind === 'token' && forAll ? made[3] : kind === 'cssVar' ? made[1] : '',
  )
  return texts.flatMap((text) => {
    const body = /\{(.*)\}$/.exec(String(text).replaceAll(/\s+/g, ' '))?.[1] ?? ''
    return body.split(/;(?=--|$)/).filter((one) => one !== '' && !presetVariable.test(one))
  })
}

function variablesOf(byLook: ReadonlyMap<Variant, readonly string[]>): Variables {
  const [first = [], ...others] = [...byLook.values()]
  const all = new Set(first.filter((one) => others.every((other) => other.includes(one))))
  const text = (declarations: readonly string[]) => declarations.map((one) => `${one};`).join('')
  const own = [...byLook].map(([look, all_]) => [look, text(all_.filter((one) => !all.has(one)))])
  return { all: text([...all]), own: Object.fromEntries(own.filter(([, css]) => css !== '')) }
}

/** Those of antd's tokens that its components read while they are drawn, in each look. */
export function buildTokens(): BuiltTokens {
  const read = tokensRead()
  const byLook = looks.map((look) => {
    const token = entriesOf(look, () => null).find(({ kind, made }) => kind === 'token' && made[3])
    const tokens = Object.entries(token?.made[2] ?? {}).filter(([name]) => read.has(name))
    return [look, Object.fromEntries(tokens)] as const
  })
  const isShared = ([name, value]: [string, unknown]) =>
    byLook.every(([, tokens]) => tokens[name] === value)
  const own = byLook.map(([look, tokens]) => [
    look,
    Object.fromEntries(Object.entries(tokens).filter((entry) => !isShared(entry))),
  ])
  return {
    all: Object.fromEntries(Object.entries(byLook[0]?.[1] ?? {}).filter(isShared)),
    own: Object.fromEntries(own) as BuiltTokens['own'],
  }
}

/** Names of tokens in the code of components; what makes styles reads them here, and not in browsers. */
function tokensRead(): ReadonlySet<string> {
  const components = dirname(dirname(require.resolve('antd/es/button/index.js')))
  const files = globSync('**/*.js', {
    cwd: components,
    exclude: (path) => /(?:^|[\\/])(?:style|theme)(?:$|[\\/])/.test(path),
  })
  return new Set(
    files.flatMap((file) => {
      const code = readFileSync(join(components, file), 'utf8')
      if (!code.includes('useToken()')) return []
      const taken = code.matchAll(/\{([\w\s,]+)\} = token\b/g)
      return [
        ...[...code.matchAll(/\b[tT]oken\.(\w+)/g)].map(([, name = '']) => name),
        ...[...taken].flatMap(([, names = '']) => names.split(/[\s,]+/)),
      ]
    }),
  )
}
