import { builtInStyle, numberStyle } from '../cells/number-style.ts'
import type { NumberStyle } from '../cells/number-style.ts'
import { SPREADSHEETML } from './vocabularies.ts'
import { scanAll } from '../xml/xml-part.ts'

/** For each cell format of `styles.xml`, by its index: what it makes of a number. */
export async function readStyles(text: AsyncIterable<string>): Promise<NumberStyle[]> {
  const codes = new Map<number, NumberStyle>()
  const styles: NumberStyle[] = []
  let inCellFormats = false
  await scanAll(text, SPREADSHEETML, (scanner, token) => {
    if (token === 'text') return
    const opens = token === 'open'
    if (scanner.name === 'cellXfs') inCellFormats = opens && !scanner.selfClosing
    if (!opens) return
    if (scanner.name === 'numFmt') {
      const id = Number(scanner.attribute('numFmtId'))
      codes.set(id, numberStyle(scanner.attribute('formatCode') ?? ''))
    } else if (scanner.name === 'xf' && inCellFormats) {
      const id = Number(scanner.attribute('numFmtId') ?? 0)
      styles.push(codes.get(id) ?? builtInStyle(id))
    }
  })
  return styles
}
