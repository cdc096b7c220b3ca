/** What a person presses for one thing; more than one way where a single key would clash with typing. */
interface Shortcut {
  group: ShortcutGroup
  /** As `Mod+s`: `Mod` is Ctrl, on a Mac Command too; the last part is a `KeyboardEvent.key`. */
  chords: readonly [string, ...string[]]
}

/** In the order in which they are listed; titles are looked up under `shortcuts.groups.<name>`. */
export const shortcutGroups = ['anywhere', 'list', 'contact', 'duplicates'] as const

type ShortcutGroup = (typeof shortcutGroups)[number]

/**
 * Every shortcut there is: what the handlers listen for and what the list of shortcuts shows. Labels are
 * looked up under `shortcuts.labels.<id>`.
 */
export const shortcuts = {
  search: { group: 'anywhere', chords: ['Mod+k', '/'] },
  save: { group: 'anywhere', chords: ['Mod+s'] },
  back: { group: 'anywhere', chords: ['Escape'] },
  help: { group: 'anywhere', chords: ['?'] },
  nextRow: { group: 'list', chords: ['ArrowDown'] },
  previousRow: { group: 'list', chords: ['ArrowUp'] },
  // A row is a link, and links open by this key wherever they are.
  openRow: { group: 'list', chords: ['Enter'] },
  nextCell: { group: 'list', chords: ['ArrowRight'] },
  previousCell: { group: 'list', chords: ['ArrowLeft'] },
  editCell: { group: 'list', chords: ['F2', 'Enter'] },
  sidePanel: { group: 'list', chords: ['o'] },
  selectRow: { group: 'list', chords: ['x'] },
  selectRows: { group: 'list', chords: ['Shift+x'] },
  narrowColumn: { group: 'list', chords: ['Shift+ArrowLeft'] },
  widenColumn: { group: 'list', chords: ['Shift+ArrowRight'] },
  columnBack: { group: 'list', chords: ['Mod+Shift+ArrowLeft'] },
  columnForth: { group: 'list', chords: ['Mod+Shift+ArrowRight'] },
  nextContact: { group: 'contact', chords: ['Alt+ArrowDown', 'j'] },
  previousContact: { group: 'contact', chords: ['Alt+ArrowUp', 'k'] },
  editContact: { group: 'contact', chords: ['e'] },
  saveNote: { group: 'contact', chords: ['Mod+Enter'] },
  nextPair: { group: 'duplicates', chords: ['ArrowDown', 'j'] },
  previousPair: { group: 'duplicates', chords: ['ArrowUp', 'k'] },
  mergePair: { group: 'duplicates', chords: ['m'] },
  notDuplicates: { group: 'duplicates', chords: ['n'] },
  laterPair: { group: 'duplicates', chords: ['l'] },
} as const satisfies Record<string, Shortcut>

export type ShortcutId = keyof typeof shortcuts
