import { DesignTokenContext } from 'antd/es/theme/context.js'
import { updateCSS } from 'rc-util/es/Dom/dynamicCSS.js'
import { type ReactNode, useContext, useInsertionEffect } from 'react'
import type { Variant } from './variants.ts'

/** A style sheet, and where it stands among the others. */
export interface Sheet {
  id: string
  css: string
  order: number
}

/** Values of variables: those of every look, and what each look has besides. */
export interface Variables {
  all: string
  own: Readonly<Partial<Record<Variant, string>>>
}

/** What a component of antd looks like, worked out by the build. */
export interface BuiltStyles {
  /** The class they are for. */
  prefix: string
  sheets: readonly Sheet[]
  variables: Variables
}

export interface BuiltTokens {
  all: Readonly<Record<string, unknown>>
  own: Readonly<Record<Variant, Readonly<Record<string, unknown>>>>
}

type Hook = (
  prefix: string,
  rootClass?: unknown,
  writes?: boolean,
) => readonly [wrap: (node: ReactNode) => ReactNode, hash: '', variant: Variant]

type StyleComponent = (props: { prefixCls: string }) => ReactNode

/** Stands where antd makes the styles of a component as the first of its kind is drawn. */
export function builtHook(styles: BuiltStyles, forAll: BuiltStyles): Hook {
  return function useBuiltStyles(prefix, rootClass = prefix, writes = true) {
    const variant = useVariant()
    // Some components say in the second place whether theirs are needed.
    const needed = writes && rootClass !== false
    const scope = typeof rootClass === 'string' ? rootClass : prefix
    if (needed && prefix !== styles.prefix)
      throw new Error(`Styles of .${styles.prefix} were built, and .${prefix} is drawn`)
    useInsertionEffect(() => {
      write(forAll, `.${variant}`, variant)
      if (needed) write(styles, `.${variant}.${scope}`, variant)
    }, [needed, scope, variant])
    return [asItIs, '', variant]
  }
}

/** As {@link builtHook}, where antd has a component of its own for them. */
export function builtComponent(styles: BuiltStyles, forAll: BuiltStyles): StyleComponent {
  const useStyles = builtHook(styles, forAll)
  return function BuiltStyleSheet({ prefixCls }) {
    useStyles(prefixCls)
    return null
  }
}

/** Stands where antd derives its tokens from a theme. */
export function builtTokenHook({ all, own }: BuiltTokens) {
  const made = new Map<Variant, Readonly<Record<string, unknown>>>()
  return function useBuiltTokens() {
    const { cssVar } = useContext(DesignTokenContext)
    const variant = useVariant()
    let tokens = made.get(variant)
    if (!tokens) made.set(variant, (tokens = { ...all, ...own[variant] }))
    return [null, tokens, '', tokens, cssVar] as const
  }
}

function useVariant(): Variant {
  const { cssVar } = useContext(DesignTokenContext)
  // The theme of the build has no other key.
  return cssVar?.key as Variant
}

function asItIs(node: ReactNode): ReactNode {
  return node
}

const written = new Set<string>()

/** @param selector of those that have the variables */
function write({ sheets, variables }: BuiltStyles, selector: string, variant: Variant): void {
  const [first] = sheets
  const name = `${first?.id} ${selector}`
  if (written.has(name)) return
  written.add(name)
  const values = variables.all + (variables.own[variant] ?? '')
  const ofVariables = { id: name, css: `${selector}{${values}}`, order: first?.order ?? 0 }
  for (const { id, css, order } of values === '' ? sheets : [ofVariables, ...sheets])
    updateCSS(css, id, { mark: 'data-css-hash', prepend: 'queue', priority: order })
}
