import { JsonBytes } from './bytes/json-bytes.ts'
import { TextBytes } from './bytes/text-bytes.ts'
import type { Cell } from './field-types/cell.ts'

/** A row of an import as it is sent. */
interface ChunkRow {
  number: number
  cells: readonly Cell[]
  mode?: string | undefined
}

/**
 * The body of an import's chunk: byte for byte what JSON makes of `{ rows }`, in half the time. A chunk
 * that is sent again is known by its bytes.
 */
export function chunkBody(rows: readonly ChunkRow[]): Uint8Array<ArrayBuffer> {
  const body = new TextBytes()
  body.add('{"rows":')
  const list = new JsonBytes('list', body)
  for (const { number, cells, mode } of rows) {
    const to = list.next()
    to.add('{"number":')
    to.addNumber(number)
    to.add(',"cells":')
    const inRow = new JsonBytes('list', to)
    for (const cell of cells) writeCell(inRow.next(), cell)
    inRow.end()
    if (mode !== undefined) {
      to.add(',"mode":')
      to.addJson(mode)
    }
    to.add('}')
  }
  list.end()
  body.add('}')
  return body.take()
}

function writeCell(to: TextBytes, cell: Cell): void {
  if (typeof cell === 'string') to.addJson(cell)
  else if (typeof cell === 'number') to.addNumber(cell)
  else to.add(JSON.stringify(cell))
}
