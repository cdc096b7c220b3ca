import { describe, expect, it } from 'vitest'
import { antdTheme } from '../src/theme/antd-theme.ts'
import { palettes } from '../src/theme/palette.ts'
import { buildForAll, buildStyles, buildTokens } from './generate.ts'

const modules = [
  'alert/style/index',
  'button/style/index',
  'checkbox/style/index',
  'drawer/style/index',
  'dropdown/style/index',
  'input/style/index',
  'input/style/textarea',
  'menu/style/index',
  'message/style/index',
  'popover/style/index',
  'radio/style/index',
  'select/style/index',
  'spin/style/index',
]

describe('styles of antd that are worked out by the build', () => {
  it('name no colour that belongs to one look, but in variables of that look', () => {
    const { variables } = buildForAll()
    expect(variables.all).not.toContain(palettes.light.text)
    expect(variables.own['cf-light']).toContain(`--ant-color-text:${palettes.light.text};`)
    expect(variables.own['cf-dark']).toContain(`--ant-color-text:${palettes.dark.text};`)
  })

  it.each(modules)('%s reads no variable that nobody declares', (path) => {
    const forAll = declared(buildForAll().variables)
    for (const built of buildStyles(path)) {
      if (built.kind === 'constant') continue
      const { sheets, variables } = built.styles
      const own = declared(variables)
      const missing = sheets
        .flatMap(({ css }) => [...css.matchAll(/var\((--ant-[\w-]+)\)/g)])
        .map(([, name = '']) => name)
        .filter((name) => !own.has(name) && !forAll.has(name))
      expect(missing).toEqual([])
      expect(sheets[0]?.css).toContain(`.${built.styles.prefix}`)
    }
  })

  it('leave out colours by name and keep all else of a button', () => {
    const [built] = buildStyles('button/style/index')
    const css = built?.kind === 'hook' ? built.styles.sheets.map((sheet) => sheet.css).join('') : ''
    expect(css).not.toMatch(/geekblue|volcano/)
    for (const kind of ['primary', 'dangerous', 'default'])
      expect(css).toMatch(new RegExp(`\\.ant-btn-color-${kind}\\b`))
    expect(css.split('{')).toHaveLength(css.split('}').length)
  })

  it('have the tokens that components read while they are drawn', () => {
    const { all, own } = buildTokens()
    expect(all).toMatchObject({ zIndexPopupBase: 1000, controlHeight: 34, borderRadius: 7 })
    expect(own['cf-dark']).toMatchObject({ motion: true, colorText: palettes.dark.text })
    expect(own['cf-dark-still']).toMatchObject({ motion: false })
    expect(antdTheme('dark', true).token).toMatchObject({ motion: false, borderRadius: 7 })
  })
})

function declared({ all, own }: { all: string; own: object }): ReadonlySet<string> {
  const text = [all, ...Object.values(own)].join('')
  return new Set([...text.matchAll(/(--ant-[\w-]+):/g)].map(([, name = '']) => name))
}
