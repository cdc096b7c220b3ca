import type { Limits } from '../workbook/limits.ts'
import { SheetError } from '../workbook/sheet-error.ts'
import { XmlScanner } from '../xml/xml-scanner.ts'
import { scanAll, xmlText } from '../xml/xml-part.ts'
import type { Zip } from '../zip/zip-reader.ts'

/**
 * Reads through a zip container that SheetJS is going to unpack as a whole, and refuses what would burst
 * memory there: too many inflated bytes in all, and OpenDocument cells repeated a billion times.
 * Throws SheetError `bomb`, `too_large`, `doctype`, `encrypted` or `damaged`.
 */
export async function guardZip(zip: Zip, limits: Limits): Promise<void> {
  await refuseEncrypted(zip, limits)
  let left = limits.legacyInflatedBytes
  for (const name of zip.names) {
    const entry = zip.find(name)
    if (entry === undefined) continue
    const counted = count(zip.read(entry, left), (bytes) => (left -= bytes))
    if (name.toLowerCase() === 'content.xml') await guardRepeats(xmlText(counted), limits)
    else for await (const _ of counted);
  }
}

/** An OpenDocument under a password says so in its manifest (OpenDocument 1.3, part 2, 4.4). */
async function refuseEncrypted(zip: Zip, limits: Limits): Promise<void> {
  const manifest = zip.find('META-INF/manifest.xml')
  if (manifest === undefined) return
  await scanAll(xmlText(zip.read(manifest, limits.partBytes)), (scanner) => {
    if (scanner.name !== 'encryption-data') return
    throw new SheetError('encrypted', 'The file is protected by a password. Save it without one.')
  })
}

/** The same for a plain XML file. */
export async function guardXml(file: Blob, limits: Limits): Promise<void> {
  await guardRepeats(xmlText(pieces(file)), limits)
}

async function guardRepeats(text: AsyncIterable<string>, limits: Limits): Promise<void> {
  const scanner = new XmlScanner()
  let cells = 0
  let rowRepeat = 1
  const drain = (): void => {
    for (let token = scanner.next(); token !== 'more' && token !== 'end'; token = scanner.next()) {
      if (token !== 'open') continue
      if (scanner.name === 'table-row') rowRepeat = repeat(scanner, 'number-rows-repeated')
      if (scanner.name !== 'table-cell') continue
      const empty = scanner.selfClosing && scanner.attribute('value-type') === undefined
      if (!empty) cells += rowRepeat * repeat(scanner, 'number-columns-repeated')
      if (cells > limits.legacyCells) {
        throw new SheetError(
          'bomb',
          'The file repeats its cells millions of times, and was refused.',
        )
      }
    }
  }
  for await (const piece of text) {
    scanner.feed(piece)
    drain()
  }
  scanner.end()
  drain()
}

function repeat(scanner: XmlScanner, attribute: string): number {
  return Math.max(1, Number(scanner.attribute(attribute) ?? 1) || 1)
}

async function* count(
  content: AsyncIterable<Uint8Array>,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const piece of content) {
    onBytes(piece.length)
    yield piece
  }
}

async function* pieces(file: Blob): AsyncGenerator<Uint8Array> {
  const size = 256 * 1024
  for (let at = 0; at < file.size; at += size) {
    yield new Uint8Array(await file.slice(at, at + size).arrayBuffer())
  }
}
