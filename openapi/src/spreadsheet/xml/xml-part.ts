import { damaged } from '../workbook/sheet-error.ts'
import { xmlDecoder } from './xml-encoding.ts'
import type { Vocabulary } from './xml-namespaces.ts'
import { XmlScanner } from './xml-scanner.ts'

/**
 * The text of an XML part in whatever encoding it says or shows. Throws SheetError `damaged` where its
 * bytes are none of that encoding.
 */
export async function* xmlText(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decode: ((piece: Uint8Array, last: boolean) => string) | undefined
  try {
    for await (const piece of bytes) {
      decode ??= xmlDecoder(piece)
      yield decode(piece, false)
    }
    if (decode !== undefined) yield decode(new Uint8Array(0), true)
  } catch (error) {
    if (error instanceof TypeError) throw damaged()
    throw error
  }
}

/** Calls `visit` on every tag and text of a part. */
export async function scanAll(
  text: AsyncIterable<string>,
  vocabulary: Vocabulary,
  visit: (scanner: XmlScanner, token: 'open' | 'close' | 'text') => void,
): Promise<void> {
  const scanner = new XmlScanner(vocabulary)
  const drain = (): void => {
    for (let token = scanner.next(); token !== 'more' && token !== 'end'; token = scanner.next())
      visit(scanner, token)
  }
  for await (const piece of text) {
    scanner.feed(piece)
    drain()
  }
  scanner.end()
  drain()
}
