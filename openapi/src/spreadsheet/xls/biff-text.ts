import type { BiffRecord } from './biff-records.ts'
import { PartReader } from './biff-records.ts'

/** How a workbook writes its texts. */
export interface TextForm {
  /** 8 from Excel 97 on: Unicode. Before that, bytes of a code page. */
  version: number
  decode(bytes: Uint8Array): string
}

/**
 * A text that stands in a record.
 *
 * @param at where the count of its characters stands
 * @param countBytes how many bytes that count has
 */
export function textAt(
  { parts, view }: BiffRecord,
  at: number,
  countBytes: 1 | 2,
  { version, decode }: TextForm,
): string {
  const count = countBytes === 1 ? view.getUint8(at) : view.getUint16(at, true)
  const from = at + countBytes
  if (version < 8) return decode(parts[0]?.subarray(from, from + count) ?? new Uint8Array(0))
  const reader = new PartReader(parts, from)
  const flags = count === 0 ? 0 : reader.byte()
  skipCounts(reader, flags)
  return reader.units(count, (flags & WIDE) !== 0)
}

/**
 * A number format's text: as much of it as its record has, where its count says more. A format says how
 * numbers look, so that the beginning of one serves better than no file.
 */
export function formatTextAt(
  record: BiffRecord,
  at: number,
  countBytes: 1 | 2,
  form: TextForm,
): string {
  if (form.version < 8) return textAt(record, at, countBytes, form)
  const { parts, view } = record
  const from = at + countBytes
  const count = countBytes === 1 ? view.getUint8(at) : view.getUint16(at, true)
  if (count === 0) return ''
  const isWide = (view.getUint8(from) & WIDE) !== 0
  const room = Math.floor((view.byteLength - from - 1) / (isWide ? 2 : 1))
  return new PartReader(parts, from + 1).units(Math.min(count, room), isWide)
}

const WIDE = 1
const PHONETIC = 4
const RICH = 8

function skipCounts(reader: PartReader, flags: number): { runs: number; phonetic: number } {
  const runs = (flags & RICH) === 0 ? 0 : reader.number(2)
  const phonetic = (flags & PHONETIC) === 0 ? 0 : reader.number(4)
  return { runs, phonetic }
}

/** The texts that cells refer to by number ([MS-XLS] 2.4.265); how many it says there are is not believed. */
export function sharedTexts({ parts }: BiffRecord): string[] {
  const reader = new PartReader(parts, 8)
  const texts: string[] = []
  while (!reader.isOver) {
    const count = reader.number(2)
    const flags = reader.byte()
    const { runs, phonetic } = skipCounts(reader, flags)
    texts.push(reader.units(count, (flags & WIDE) !== 0))
    reader.skip(runs * 4 + phonetic)
  }
  return texts
}
