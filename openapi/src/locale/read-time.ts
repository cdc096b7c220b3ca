import { type Reason, reason } from '../reasons/reason.ts'
import { type DateWords, foldedWord } from './date-words.ts'

/** A time of day as it was written. */
interface TimeOfDay {
  /** `HH:mm[:ss]` */
  text: string
  /** Milliseconds since midnight. */
  ms: number
  /** Milliseconds ahead of UTC, where it was said. */
  offset: number | null
}

const clock = String.raw`(?<hour>\d{1,2})(?: ?[:.h] ?(?<minute>\d{2})(?:[:.](?<second>\d{2})(?:[.,](?<part>\d{1,9}))?)?)?`
// A program may name behind the offset the zone that has it.
const offset = String.raw`(?: ?(?<offset>Z|UTC|GMT|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?)(?: \([\p{L} ]+\))?)?`
const word = String.raw`[\p{L}\p{M}][\p{L}\p{M}. ]*`
const time = new RegExp(
  `^(?:(?<before>${word}) ?)?${clock}(?: ?(?<after>${word}?))??${offset}$`,
  'iu',
)
const separator = /(?<=\d)T(?=\d)|[,\s]+/giu
const hourWords = new Set(['uhr', 'h'])

/** A text's day, and its time of day where it ends with one. Neither is judged. */
export function splitTime(text: string, words: DateWords): { day: string; time: string | null } {
  for (const match of text.matchAll(separator)) {
    const rest = withoutJoint(text.slice(match.index + match[0].length), words)
    if (isTime(rest, words)) return { day: text.slice(0, match.index), time: rest }
  }
  return { day: text, time: null }
}

function withoutJoint(text: string, { joints }: DateWords): string {
  const lower = text.toLowerCase()
  const joint = joints.find((one) => lower.startsWith(`${one} `)) ?? ''
  return text.slice(joint.length).trimStart()
}

/** A bare number is no time: it takes minutes, or a word that says that it is an hour. */
function isTime(text: string, words: DateWords): boolean {
  const parts = time.exec(text)?.groups
  if (!parts) return false
  const said = [parts['before'], parts['after']].flatMap((part) => foldedHalf(part) ?? [])
  if (!said.every((one) => words.halves.has(one) || hourWords.has(one))) return false
  return parts['minute'] !== undefined || said.length === 1
}

/** @returns the time, or why there is none such */
export function readTime(text: string, words: DateWords): TimeOfDay | Reason {
  const parts = time.exec(text)?.groups ?? {}
  const said = foldedHalf(parts['before']) ?? foldedHalf(parts['after'])
  const half = said === undefined ? undefined : words.halves.get(said)
  const written = Number(parts['hour'])
  const [minute, second] = [Number(parts['minute'] ?? 0), Number(parts['second'] ?? 0)]
  const isPossible = half ? written >= 1 && written <= 12 : written <= 23
  if (!isPossible || minute > 59 || second > 59) return reason('no_such_time', { time: text })
  const ahead = parts['offset'] === undefined ? null : msOfOffset(parts['offset'])
  if (ahead !== null && (ahead < -12 * hourMs || ahead > 14 * hourMs))
    return reason('no_such_time', { time: text })
  const hour = half ? (written % 12) + (half === 'pm' ? 12 : 0) : written
  const thousandths = Number((parts['part'] ?? '').padEnd(3, '0').slice(0, 3))
  const two = (part: number) => String(part).padStart(2, '0')
  return {
    text: `${two(hour)}:${two(minute)}${second > 0 ? `:${two(second)}` : ''}`,
    ms: ((hour * 60 + minute) * 60 + second) * 1_000 + thousandths,
    offset: ahead,
  }
}

function foldedHalf(said: string | undefined): string | undefined {
  return said === undefined ? undefined : foldedWord(said).replace(/ /g, '')
}

/** Where no clock is further behind UTC or ahead of it, it is -12:00 and +14:00. */
const hourMs = 3_600_000

function msOfOffset(text: string): number {
  const [, sign, hours, minutes] = /([+-])(\d{1,2}?):?(\d{2})?$/.exec(text) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000
}
