/** Namespaces a reader knows, each with how it spells their names: `table:`, or nothing for the main one. */
export type Vocabulary = ReadonlyMap<string, string>

/** Before the names of namespaces that nobody asks for; no name in a file begins so. */
const FOREIGN = '?:'

interface Declaration {
  depth: number
  prefix: string
  spelling: string
}

/**
 * Which namespaces the prefixes of a document stand for, at the place that is being read (Namespaces in
 * XML 1.0). An element without a prefix where none is declared counts as one of the main namespace, since
 * some writers leave it out.
 */
export class XmlNamespaces {
  readonly #vocabulary: Vocabulary
  readonly #declarations: Declaration[] = []
  #depth = 0
  #selfClosed = false
  #default = ''

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary
  }

  /** Whether names without a prefix are those of the main namespace, as nearly always. */
  get isPlain(): boolean {
    return this.#default === ''
  }

  /** A tag opens; its declarations come next. */
  enter(selfClosing: boolean): void {
    this.#depth++
    this.#selfClosed = selfClosing
  }

  /** Of the tag entered last. */
  bind(prefix: string, uri: string): void {
    const spelling = this.#vocabulary.get(uri) ?? (uri === '' ? '' : FOREIGN)
    this.#declarations.push({ depth: this.#depth, prefix, spelling })
    if (prefix === '') this.#default = spelling
  }

  /** A tag closes: what was declared in it holds no longer. */
  leave(): void {
    const before = this.#declarations.length
    let last = this.#declarations.at(-1)
    while (last !== undefined && last.depth >= this.#depth) {
      this.#declarations.pop()
      last = this.#declarations.at(-1)
    }
    if (this.#declarations.length < before) this.#default = this.#spellingOf('') ?? ''
    if (this.#depth > 0) this.#depth--
  }

  /** To be called before the next token: a tag that closes itself is over then. */
  leaveSelfClosed(): void {
    if (!this.#selfClosed) return
    this.#selfClosed = false
    this.leave()
  }

  elementName(prefix: string, local: string): string {
    const spelling = prefix === '' ? this.#default : (this.#spellingOf(prefix) ?? FOREIGN)
    return spelling + local
  }

  /** An attribute without a prefix is in no namespace (6.2), and spelled as it stands. */
  attributeName(prefix: string, local: string): string {
    return prefix === '' ? local : (this.#spellingOf(prefix) ?? FOREIGN) + local
  }

  #spellingOf(prefix: string): string | undefined {
    for (let at = this.#declarations.length - 1; at >= 0; at--) {
      const declared = this.#declarations[at]
      if (declared?.prefix === prefix) return declared.spelling
    }
    return undefined
  }
}
