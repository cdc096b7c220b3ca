import { useState } from 'react'

const dots = [
  [7, 7],
  [25, 7],
  [25, 25],
  [7, 25],
] as const

/** Milliseconds since the page was asked for, in `base.css` too: most pages are there before. */
const shownAfter = 600

/** The same as index.html shows where the first page takes long to come. */
export function StartingMark() {
  const [delay] = useState(() => shownAfter - performance.now())
  return (
    <svg
      className="cf-starting"
      style={{ animationDelay: `${delay}ms` }}
      viewBox="0 0 32 32"
      aria-hidden="true"
    >
      {dots.map(([x, y]) => (
        <circle key={`${x} ${y}`} cx={x} cy={y} r={7} />
      ))}
    </svg>
  )
}
