import { startTransition, useEffect, useState } from 'react'

/**
 * Counts from 1 to `last`, on by one each time that what the count had drawn is on the screen. For pages whose
 * whole would hold the browser up: what is looked at first comes first, and clicks and keys are taken between.
 */
export function useTurns(last: number): number {
  const [turn, setTurn] = useState(1)
  useEffect(() => {
    if (turn < last) startTransition(() => setTurn(turn + 1))
  }, [turn, last])
  return turn
}
