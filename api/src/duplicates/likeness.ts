import type { Reason } from '@cardfile/openapi'
import type { DuplicateKey } from './keys.ts'
import { scoreOf, type Signal, signalNumber, signalReason, weights } from './signals.ts'

/** How much two contacts look like one, and why. */
export interface Likeness {
  /** Up to 100. */
  score: number
  signals: readonly Signal[]
  /** In words, what says most first. */
  reasons: Reason[]
}

/** What the keys of two contacts have in common. */
export function likenessOf(
  mine: readonly DuplicateKey[],
  others: readonly DuplicateKey[],
): Likeness {
  const byText = new Map(others.map((key) => [key.text, key]))
  const values = new Map<Signal, string[]>()
  for (const { text, signal, value } of mine) {
    const other = byText.get(text)
    if (!other) continue
    // A number that messages are written to is somebody's own, wherever else it stands.
    const surer = signalNumber(signal) < signalNumber(other.signal) ? signal : other.signal
    values.set(surer, [...(values.get(surer) ?? []), value, other.value])
  }
  const signals = [...values.keys()].sort((a, b) => weights[b] - weights[a])
  return {
    score: scoreOf(signals),
    signals,
    reasons: signals.map((signal) => signalReason(signal, values.get(signal) ?? [])),
  }
}
