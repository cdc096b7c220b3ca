import { keyCaps } from './chords.ts'
import './key-caps.css'

const isMac = /Mac|iPhone|iPad/.test(navigator.platform)

/** A chord as its keys. */
export function KeyCaps({ chord }: { chord: string }) {
  return (
    <span className="cf-keys" dir="ltr">
      {keyCaps(chord, isMac).map((cap) => (
        <kbd key={cap}>{cap}</kbd>
      ))}
    </span>
  )
}
