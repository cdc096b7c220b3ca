const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])
const ENTITY = /&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([a-z]+));/g
/** A character that XML cannot hold, written as its UTF-16 unit: ECMA-376-1, 22.9.2.19 (ST_Xstring). */
const ESCAPED = /_x([0-9A-Fa-f]{4})_/g
/** What XML cannot hold or would change: controls, CR (read as LF), lone surrogates, two non-characters. */
const UNFIT =
  '[\\u0000-\\u0008\\u000B-\\u001F\\uFFFE\\uFFFF]' +
  '|[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]'
/** That, and an underscore that begins what looks like an escape, or will once its end is escaped. */
const TO_ESCAPE = new RegExp(`_(?=x[0-9A-Fa-f]{4}(?:_|${UNFIT}))|${UNFIT}`, 'g')
const PLAIN = new RegExp(`^(?:(?!${UNFIT})[^&<>_])*$`)
const MARKUP = /[&<>]/g
const MARKUP_OR_QUOTE = /[&<>"\t\n]/g

/** Resolves XML's own entities and character references; any other entity stays as it is written. */
export function decodeEntities(raw: string): string {
  const text = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw
  if (!text.includes('&')) return text
  return text.replace(ENTITY, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return NAMED.get(name) ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

/** Undoes the `_xHHHH_` escapes of SpreadsheetML. */
export function decodeXstring(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(ESCAPED, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** Text as the content of an element that an XML reader and `decodeXstring` turn back into it. */
export function encodeXstring(text: string): string {
  return PLAIN.test(text) ? text : escapeMarkup(encodeUnfit(text))
}

function encodeUnfit(text: string): string {
  return text.replace(TO_ESCAPE, (unit) => {
    const hex = unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
    return `_x${hex}_`
  })
}

function escapeMarkup(text: string): string {
  return text.replace(MARKUP, (mark) => (mark === '&' ? '&amp;' : mark === '<' ? '&lt;' : '&gt;'))
}

/** Text as an attribute's value between double quotes. */
export function encodeAttribute(text: string): string {
  return encodeUnfit(text).replace(MARKUP_OR_QUOTE, (mark) => `&#${mark.charCodeAt(0)};`)
}
