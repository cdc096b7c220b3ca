import { useRef } from 'react'

/** True from when it first was: what opens is fetched then, and stays to be closed gently. */
export function useHasBeen(now: boolean): boolean {
  const been = useRef(false)
  been.current ||= now
  return been.current
}
