import { decodeWindows1252 } from '../../bytes/windows-1252.ts'

/** One property of a vCard. */
export interface Property {
  /** In capitals, without its group. */
  name: string
  /** In lower case: the values of TYPE, and the bare parameters of vCard 2.1. */
  types: readonly string[]
  params: ReadonlyMap<string, string>
  /** Decoded; escapes are still in it. */
  value: string
}

/** @param line a property as `ContentLines` gives it; null for what is none */
export function parseProperty(line: string): Property | null {
  const colon = colonOf(line)
  if (colon < 0) {
    // Of a picture only its name was kept.
    const name = /^(?:[\w-]+\.)?([A-Z]+);$/i.exec(line)?.[1]
    return name ? { name: name.toUpperCase(), types: [], params: new Map(), value: '' } : null
  }
  const [head = '', ...given] = splitOutsideQuotes(line.slice(0, colon), ';')
  const params = new Map<string, string>()
  const types: string[] = []
  for (const param of given) {
    const [name = '', value] = splitOnce(param, '=')
    if (value === undefined) types.push(name.trim().toLowerCase())
    else if (name.trim().toUpperCase() === 'TYPE')
      types.push(
        ...unquoted(value)
          .toLowerCase()
          .split(',')
          .map((type) => type.trim()),
      )
    else params.set(name.trim().toUpperCase(), unquoted(value))
  }
  return {
    name: head.replace(/^.*\./, '').trim().toUpperCase(),
    types,
    params,
    value: decoded(line.slice(colon + 1), types, params),
  }
}

function decoded(value: string, types: readonly string[], params: ReadonlyMap<string, string>) {
  const encoding = params.get('ENCODING')?.toLowerCase() ?? ''
  if (/^b(?:ase64)?$/.test(encoding) || types.includes('base64'))
    return textOf(fromBase64(value), params.get('CHARSET'))
  const isQuoted = encoding === 'quoted-printable' || types.includes('quoted-printable')
  return textOf(isQuoted ? fromQuotedPrintable(value) : value, params.get('CHARSET'))
}

/** What is none stays as it is. */
function fromBase64(value: string): string {
  try {
    return atob(value.replace(/\s/g, '')).replace(/\r?\n/g, '\\n')
  } catch {
    return value
  }
}

/** Quoted-printable, RFC 2045, 6.7; line breaks in it are a value's own. */
function fromQuotedPrintable(value: string): string {
  return value
    .replace(/=([\dA-F]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replace(/\r?\n/g, '\\n')
}

/** Characters that stand for bytes as text; what nobody says the encoding of is UTF-8 or windows-1252. */
function textOf(bytes: string, charset: string | undefined): string {
  if (/^[\x00-\x7f]*$/.test(bytes) && !/^(?:iso-2022|utf-?7|hz)/i.test(charset ?? '')) return bytes
  const sent = Uint8Array.from(bytes, (character) => character.charCodeAt(0))
  for (const label of [charset, 'utf-8'])
    try {
      if (label) return new TextDecoder(label, { fatal: true }).decode(sent)
    } catch {
      // Not in that one, whatever the card says.
    }
  return decodeWindows1252(sent)
}

function colonOf(line: string): number {
  let quoted = false
  for (let at = 0; at < line.length; at++)
    if (line[at] === '"') quoted = !quoted
    else if (line[at] === ':' && !quoted) return at
  return -1
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts = ['']
  let quoted = false
  for (const character of text) {
    if (character === '"') quoted = !quoted
    if (character === separator && !quoted) parts.push('')
    else parts[parts.length - 1] += character
  }
  return parts
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}

function unquoted(text: string): string {
  return text.trim().replace(/^"(.*)"$/, '$1')
}

/** The parts of a value like N and ADR, without their escapes. */
export function partsOf(value: string): string[] {
  return [...value.matchAll(/((?:\\.|[^;\\])*)(?:;|$)/g)].map(([, part = '']) => unescaped(part))
}

/** A value without its escapes (RFC 6350, 3.4). */
export function unescaped(value: string): string {
  return value
    .replace(/\\([\\;,:nN])/g, (_, sign: string) => (/n/i.test(sign) ? '\n' : sign))
    .trim()
}
