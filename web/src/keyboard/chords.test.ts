import { describe, expect, it } from 'vitest'
import { isCharacter, isChord, keyCaps, type KeyPress } from './chords.ts'

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})

describe('a press is a chord', () => {
  it.each<[string, KeyPress, string, boolean]>([
    ['by Ctrl', press('s', { ctrlKey: true }), 'Mod+s', true],
    ['by Command', press('s', { metaKey: true }), 'Mod+s', true],
    ['with Caps Lock on', press('S', { ctrlKey: true }), 'Mod+s', true],
    ['not without its modifier', press('s'), 'Mod+s', false],
    ['not with a modifier more', press('s', { ctrlKey: true, altKey: true }), 'Mod+s', false],
    ['not with Shift, where that means more', press('x', { shiftKey: true }), 'x', false],
    ['with Shift, where that is asked for', press('X', { shiftKey: true }), 'Shift+x', true],
    ['a sign, with Shift', press('?', { shiftKey: true }), '?', true],
    ['a sign, without it', press('/'), '/', true],
    ['a sign that is Shift and 7', press('/', { shiftKey: true }), '/', true],
    ['a key with a name', press('ArrowDown', { altKey: true }), 'Alt+ArrowDown', true],
    [
      'by its place on an Arabic keyboard',
      press('ن', { ctrlKey: true, code: 'KeyK' }),
      'Mod+k',
      true,
    ],
    ['not by its place on a French one', press('q', { code: 'KeyA' }), 'a', false],
  ])('%s', (_what, pressed, chord, right) => {
    expect(isChord(pressed, chord)).toBe(right)
  })
})

describe('a chord', () => {
  it.each([
    ['/', true, '/', '/'],
    ['Shift+x', true, 'Shift X', '⇧ X'],
    ['Mod+k', false, 'Ctrl K', '⌘ K'],
    ['Alt+ArrowDown', false, 'Alt ↓', '⌥ ↓'],
    ['Escape', false, 'Esc', 'Esc'],
  ])('%s: a character is %s, written %s and %s', (chord, character, caps, macCaps) => {
    expect(isCharacter(chord)).toBe(character)
    expect(keyCaps(chord, false).join(' ')).toBe(caps)
    expect(keyCaps(chord, true).join(' ')).toBe(macCaps)
  })
})
