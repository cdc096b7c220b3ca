import { createHash } from 'node:crypto'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

interface Operation {
  parameters?: { name: string; in: string; schema: { type?: string } }[]
  responses: Record<string, { content?: Record<string, { schema: unknown }> }>
}

export interface Document {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, unknown> }
}

type Validate = (body: unknown) => string | null

const ajv = new Ajv2020({
  strict: false,
  allErrors: true,
  // The document itself is judged by its own test, once.
  validateSchema: false,
})
addFormats.default(ajv)
// The two that ajv-formats lacks (RFC 6531, RFC 3987), as far as a document can promise them.
ajv.addFormat('idn-email', /^[^\s@]+@[^\s@]+$/)
ajv.addFormat('iri', (text) => URL.canParse(text))

/**
 * By what they are made of, and not by where they stand: a document is read anew after each change of
 * fields, which changes little of it, and a schema takes ten milliseconds to compile.
 */
const compiled = new Map<string, Validate>()

const references = /"\$ref":"#\/components\/schemas\/([^"]+)"/g

/** Judges answers by an OpenAPI document: their status must be documented, their body must fit. */
export class DocumentCheck {
  readonly #document: Document
  readonly #paths: { pattern: RegExp; path: string }[]
  readonly #texts = new Map<string, string>()
  readonly #ids = new Map<string, string>()
  readonly #validators = new Map<string, Validate>()

  constructor(document: Document) {
    this.#document = document
    // Literal paths first: `/contacts/{id}` must not swallow a sibling.
    this.#paths = Object.keys(document.paths)
      .sort((a, b) => a.split('{').length - b.split('{').length)
      .map((path) => ({ path, pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`) }))
  }

  /** @returns what is wrong with an answer, or null. What nobody documented may only be 404 or 405. */
  fault(method: string, url: string, status: number, type: string, body: unknown): string | null {
    const { pathname } = new URL(url, 'http://localhost')
    const path = this.#paths.find(({ pattern }) => pattern.test(pathname))?.path
    const operation = path && this.#document.paths[path]?.[method.toLowerCase()]
    if (!operation && status === (path ? 405 : 404)) return null
    if (!operation) return `${method} ${pathname} is not documented`
    const response = operation.responses[status]
    const at = `${method} ${path} ${status}`
    if (!response) return `${at} is not documented`
    if (!response.content)
      return body === undefined ? null : `${at} has a body, which it should not`
    const media = type.split(';')[0] ?? ''
    if (!response.content[media]) return `${at} answers ${media}, which is not documented`
    const wrong = this.#validator(`${at} ${media}`, response.content[media].schema)(body)
    return wrong && `${at}: ${wrong}`
  }

  #validator(place: string, schema: unknown): Validate {
    let validate = this.#validators.get(place)
    if (!validate) {
      const text = this.#withIds(JSON.stringify(schema))
      validate = compiled.get(text) ?? compile(text)
      compiled.set(text, validate)
      this.#validators.set(place, validate)
    }
    return validate
  }

  /** The text of a schema in which each component is called by what it is made of. */
  #withIds(text: string): string {
    return text.replaceAll(references, (_, name: string) => `"$ref":"${this.#idOf(name)}"`)
  }

  /** Makes a component known to the compiler, if it is not. @returns what it is called there */
  #idOf(name: string): string {
    const known = this.#ids.get(name)
    if (known !== undefined) return known
    const parts = [...this.#partsOf(name)].map((part) => [part, this.#textOf(part)])
    const digest = createHash('sha256').update(JSON.stringify(parts)).digest('hex')
    const id = `component:${digest}`
    // Before its text is looked into, in which it may occur itself.
    this.#ids.set(name, id)
    const text = this.#withIds(this.#textOf(name))
    if (ajv.schemas[id] === undefined) ajv.addSchema(JSON.parse(text) as object, id)
    return id
  }

  /** The names of a component, which is the first, and of all that it refers to. */
  #partsOf(name: string, found = new Set<string>()): Set<string> {
    if (found.has(name)) return found
    found.add(name)
    for (const [, part] of this.#textOf(name).matchAll(references)) this.#partsOf(part!, found)
    return found
  }

  #textOf(name: string): string {
    let text = this.#texts.get(name)
    if (text === undefined) {
      text = JSON.stringify(this.#document.components.schemas[name])
      this.#texts.set(name, text)
    }
    return text
  }
}

function compile(text: string): Validate {
  const judge = ajv.compile(JSON.parse(text) as object)
  return (body) => (judge(body) ? null : ajv.errorsText(judge.errors, { dataVar: 'body' }))
}
