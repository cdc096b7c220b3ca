import { instantText } from './cell-text.ts'
import { localZone } from './local-zone.ts'

/**
 * An instant as the language writes it, in the zone of whoever looks, which is named where one points.
 *
 * @param at ISO 8601
 */
export function Instant({ at, className }: { at: string; className?: string }) {
  const text = instantText(at)
  return (
    <time dir="auto" dateTime={at} title={`${text} · ${localZone()}`} className={className}>
      {text}
    </time>
  )
}
