import type { RefObject } from 'react'
import { useShortcut } from '../../keyboard/shortcuts-provider.tsx'

const pairs = '[data-pair]'

interface PairKeys {
  onMerge(key: string): void
  onNotDuplicates(key: string): void
  onLater(key: string): void
}

/** Arrow keys from pair to pair, and a letter for each thing to say to the one that has the focus. */
export function usePairKeys(list: RefObject<HTMLElement | null>, keys: PairKeys): void {
  const all = () => [...(list.current?.querySelectorAll<HTMLElement>(pairs) ?? [])]
  const now = () => document.activeElement?.closest<HTMLElement>(pairs) ?? null
  const move = (by: number) => {
    const every = all()
    const at = every.findIndex((one) => one === now())
    const next = every[at < 0 ? 0 : at + by]
    if (!next) return false
    focusPair(next)
    return true
  }
  const said = (say: (key: string) => void) => () => {
    const pair = now() ?? all()[0]
    if (!pair?.dataset.pair) return false
    say(pair.dataset.pair)
    return true
  }
  useShortcut('nextPair', () => move(1))
  useShortcut('previousPair', () => move(-1))
  useShortcut('mergePair', said(keys.onMerge))
  useShortcut('notDuplicates', said(keys.onNotDuplicates))
  useShortcut('laterPair', said(keys.onLater))
}

export function focusPair(pair: HTMLElement): void {
  pair.focus({ preventScroll: true })
  pair.scrollIntoView({ block: 'nearest' })
}
