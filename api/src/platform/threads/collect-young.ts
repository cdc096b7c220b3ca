import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

type Collector = (options: { type: 'minor' }) => void

let collector: Collector | null = null

/**
 * Has this thread collect what it made lately and needs no longer. V8 does so when its young space is full,
 * and what lies outside of it (parts of bodies, messages for other threads) hardly fills that.
 */
export function collectYoung(): void {
  if (!collector) {
    setFlagsFromString('--expose-gc')
    // A context takes the flag when it begins.
    collector = runInNewContext('gc') as Collector
  }
  collector({ type: 'minor' })
}
