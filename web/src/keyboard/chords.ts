/** A `KeyboardEvent`, as far as a chord is told by it. */
export interface KeyPress {
  key: string
  /** The place of the key, for layouts whose letters are not Latin. */
  code: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}

/** Whether a press is a chord of the table of shortcuts, as `Mod+s` or `?`. */
export function isChord(press: KeyPress, chord: string): boolean {
  const { key, modifiers } = partsOf(chord)
  return (
    keyOf(press) === key.toLowerCase() &&
    (press.ctrlKey || press.metaKey) === modifiers.includes('Mod') &&
    press.altKey === modifiers.includes('Alt') &&
    // Signs are reached with Shift on one keyboard and without it on another.
    (isSign(key) || press.shiftKey === modifiers.includes('Shift'))
  )
}

/**
 * Whether a chord is a single letter or sign: never heard where people type, and switched off by whoever
 * speaks to their machine (WCAG 2.1.4, Character Key Shortcuts).
 */
export function isCharacter(chord: string): boolean {
  const { key, modifiers } = partsOf(chord)
  return key.length === 1 && !modifiers.includes('Mod') && !modifiers.includes('Alt')
}

/** A chord's parts as keys show them. */
export function keyCaps(chord: string, isMac: boolean): string[] {
  const { key, modifiers } = partsOf(chord)
  const named = isMac ? macNames : keyNames
  return [...modifiers, key].map((part) => named[part] ?? keyNames[part] ?? part.toUpperCase())
}

const keyNames: Record<string, string> = {
  Mod: 'Ctrl',
  Alt: 'Alt',
  Shift: 'Shift',
  Escape: 'Esc',
  Enter: 'Enter',
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
}
const macNames: Record<string, string> = { Mod: '⌘', Alt: '⌥', Shift: '⇧' }

function partsOf(chord: string): { key: string; modifiers: string[] } {
  const parts = chord.split('+')
  return { key: parts.at(-1) ?? '', modifiers: parts.slice(0, -1) }
}

function keyOf({ key, code }: KeyPress): string {
  const isForeign = key.length === 1 && key > '\u007f'
  return (isForeign && code.startsWith('Key') ? code.slice(3) : key).toLowerCase()
}

function isSign(key: string): boolean {
  return key.length === 1 && key.toLowerCase() === key.toUpperCase()
}
