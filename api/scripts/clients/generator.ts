/** Where one generator's client is made and tried. */
export interface Workplace {
  /** Its own folder, in which the client stands and the program runs. */
  folder: string
  /** The folder that generators themselves are installed in; kept from one run to the next. */
  tools: string
  /** The document, as a file. */
  document: string
  /** What a program finds the server by. */
  env: Record<string, string>
}

/** A generator of clients, with a program that uses what it makes. */
export interface Generator {
  name: string
  version: string
  /** Commands that the machine must have. */
  needs: readonly string[]
  /** Makes the client from the document. */
  generate(at: Workplace): Promise<void>
  /** Compiles the client and the program, or checks their types. */
  compile(at: Workplace): Promise<void>
  /** @returns what the program prints */
  run(at: Workplace): Promise<string>
}
