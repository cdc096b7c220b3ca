import { damaged } from '../workbook/sheet-error.ts'
import { XmlScanner } from './xml-scanner.ts'

/** The text of an XML part: UTF-8, or UTF-16 by its byte order mark, the two that OPC allows. */
export async function* xmlText(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  try {
    for await (const piece of bytes) {
      decoder ??= new TextDecoder(encodingOf(piece), { fatal: true })
      yield decoder.decode(piece, { stream: true })
    }
    if (decoder !== undefined) yield decoder.decode()
  } catch (error) {
    if (error instanceof TypeError) throw damaged()
    throw error
  }
}

function encodingOf(start: Uint8Array): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}

/** Calls `visit` on every tag of a part. */
export async function scanAll(
  text: AsyncIterable<string>,
  visit: (scanner: XmlScanner, opens: boolean) => void,
): Promise<void> {
  const scanner = new XmlScanner()
  const drain = (): void => {
    for (let token = scanner.next(); token !== 'more' && token !== 'end'; token = scanner.next()) {
      if (token !== 'text') visit(scanner, token === 'open')
    }
  }
  for await (const piece of text) {
    scanner.feed(piece)
    drain()
  }
  scanner.end()
  drain()
}
