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

/** Judges answers by an OpenAPI document: their status must be documented, their body must fit. */
export class DocumentCheck {
  readonly #document: Document
  readonly #ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    // The document itself is judged by its own test, once.
    validateSchema: false,
  })
  readonly #paths: { pattern: RegExp; path: string }[]
  readonly #validators = new Map<string, Validate>()

  constructor(document: Document) {
    this.#document = document
    addFormats.default(this.#ajv)
    // The two that ajv-formats lacks (RFC 6531, RFC 3987), as far as a document can promise them.
    this.#ajv.addFormat('idn-email', /^[^\s@]+@[^\s@]+$/)
    this.#ajv.addFormat('iri', (text) => URL.canParse(text))
    this.#ajv.addSchema(document, 'document')
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
    const pointer = [
      'paths',
      path,
      method.toLowerCase(),
      'responses',
      `${status}`,
      'content',
      media,
    ]
    const wrong = this.#validator(pointer)(body)
    return wrong && `${at}: ${wrong}`
  }

  #validator(pointer: readonly string[]): Validate {
    const steps = [...pointer, 'schema'].map((step) =>
      encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1')),
    )
    const $ref = `document#/${steps.join('/')}`
    let validate = this.#validators.get($ref)
    if (!validate) {
      const compiled = this.#ajv.compile({ $ref })
      validate = (body) =>
        compiled(body) ? null : this.#ajv.errorsText(compiled.errors, { dataVar: 'body' })
      this.#validators.set($ref, validate)
    }
    return validate
  }
}
