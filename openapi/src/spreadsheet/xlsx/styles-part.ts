import { builtInKind, kindOfCode } from '../cells/number-format.ts'
import type { NumberKind } from '../cells/number-format.ts'
import type { XmlScanner } from '../xml/xml-scanner.ts'
import { scanAll } from '../xml/xml-part.ts'

/** For each cell format of `styles.xml`, by its index: what it makes of a number. */
export async function readStyles(text: AsyncIterable<string>): Promise<NumberKind[]> {
  const codes = new Map<number, NumberKind>()
  const kinds: NumberKind[] = []
  let inCellFormats = false
  await scanAll(text, (scanner: XmlScanner, opens: boolean) => {
    if (scanner.name === 'cellXfs') inCellFormats = opens && !scanner.selfClosing
    if (!opens) return
    if (scanner.name === 'numFmt') {
      const id = Number(scanner.attribute('numFmtId'))
      codes.set(id, kindOfCode(scanner.attribute('formatCode') ?? ''))
    } else if (scanner.name === 'xf' && inCellFormats) {
      const id = Number(scanner.attribute('numFmtId') ?? 0)
      kinds.push(codes.get(id) ?? builtInKind(id))
    }
  })
  return kinds
}
