import { describe, expect, it } from 'vitest'
import { contrast } from './contrast.ts'
import { palettes } from './palette.ts'

type Role = keyof (typeof palettes)['light']

const grounds = ['ground', 'surface', 'sunken'] as const satisfies Role[]

/** What must be told from what, and by how much (WCAG 2.2: 1.4.3 for texts, 1.4.11 for the rest). */
const pairs: [what: string, front: Role, behind: readonly Role[], least: number][] = [
  ['a text', 'text', grounds, 4.5],
  ['a quiet text', 'quiet', grounds, 4.5],
  ['a link', 'link', [...grounds, 'primaryTint'], 4.5],
  ['a refusal', 'danger', ['ground', 'surface'], 4.5],
  ['a warning', 'warning', ['surface', 'kindCTint'], 4.5],
  ['the text of a button', 'onPrimary', ['primary'], 4.5],
  ['the text of a button that deletes', 'onDanger', ['danger'], 4.5],
  ['the edge of an input', 'edge', grounds, 3],
  ['a switch that is off', 'edge', grounds, 3],
  ['a switch that is on', 'primary', grounds, 3],
  ['a switch that is on and pointed at', 'primaryHover', grounds, 3],
  ['the handle of a switch', 'surface', ['edge', 'primary', 'primaryHover'], 3],
  ['the outline of what has the focus', 'primary', [...grounds, 'primaryTint'], 3],
  ['the mark S', 'kindS', ['kindSTint', 'surface'], 4.5],
  ['the mark C', 'kindC', ['kindCTint', 'surface'], 4.5],
  ['the mark I', 'kindI', ['kindITint', 'surface'], 4.5],
]

describe.each(['light', 'dark'] as const)('in the %s palette', (mode) => {
  it.each(pairs)('%s is told from what is behind it', (_what, front, behind, least) => {
    const colors = palettes[mode]
    for (const role of behind)
      expect(contrast(colors[front], colors[role]), `${front} on ${role}`).toBeGreaterThanOrEqual(
        least,
      )
  })
})

describe('the contrast', () => {
  it.each([
    ['of black and white', '#000000', '#ffffff', 21],
    ['of a colour and itself', '#0b6e69', '#0b6e69', 1],
    ['of the grey that is just enough for texts', '#767676', '#ffffff', 4.54],
  ])('%s', (_what, one, other, right) => {
    expect(contrast(one, other)).toBeCloseTo(right, 2)
  })
})
