import { xmlText } from './xml-part.ts'

/** An XML document that can be read again and again. */
export interface XmlDocument {
  /** Bytes of it as they lie in the file. */
  size: number
  /** From its start; `onRead` hears how many of its bytes were read. */
  text(onRead?: (bytes: number) => void): AsyncIterable<string>
}

const PIECE = 256 * 1024

/** A file that is one XML document. */
export function xmlFile(file: Blob): XmlDocument {
  return { size: file.size, text: (onRead = () => {}) => xmlText(pieces(file, onRead)) }
}

async function* pieces(file: Blob, onRead: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.size; at += PIECE) {
    const piece = new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer())
    onRead(at + piece.length)
    yield piece
  }
}
