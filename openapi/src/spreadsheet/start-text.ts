import { wideEncodingOf } from '../bytes/wide-text.ts'

/** The first bytes of a file as text: by its byte order mark, by how its `<` is written, or as UTF-8. */
export function startText(head: Uint8Array): string {
  const [first, second] = head
  const isWide = (first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)
  const isBigEndian = (first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)
  const unmarked = wideEncodingOf(head)
  const isLittle = isWide || unmarked === 'utf-16le'
  const isBig = isBigEndian || unmarked === 'utf-16be'
  const encoding = isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding).decode(head)
}
