/** How the writer of a CSV file uses quotes beyond RFC 4180. */
export interface Quoting {
  /** Blanks may stand before the quote that opens a cell: `Ann, "Berlin, BE"`. */
  afterBlanks: boolean
  /** A quote within a cell has a backslash before it, in place of another quote: `"say \\"hi\\""`. */
  byBackslash: boolean
}

/**
 * How a text uses quotes, told by its beginning: blanks before quotes count where every such quote closes
 * again at the end of its cell, and backslashes where one stands before a quote that does not.
 */
export function quotingOf(sample: string, delimiter: string): Quoting {
  const mark = delimiter.replace(/[|\\^$.*+?()[\]{}]/, String.raw`\$&`)
  const opened = new RegExp(String.raw`(?<=${mark}) +"`, 'g')
  const closed = new RegExp(String.raw`(?<=${mark}) +"(?:[^"]|"")*" *(?=${mark}|[\r\n]|$)`, 'g')
  const count = [...sample.matchAll(opened)].length
  return {
    afterBlanks: count > 0 && [...sample.matchAll(closed)].length === count,
    byBackslash: new RegExp(String.raw`[^\\${mark}]\\"[^"\r\n${mark}]`).test(sample),
  }
}
