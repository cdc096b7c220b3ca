// How the server on Node is bundled; build-server.ts says what and where to.
import { inAscii } from './ascii-code.ts'
import { root } from './processes.ts'

interface Chunk {
  /** Of scripts alone. */
  code?: string
}

/** Once all is minified. */
const asciiCode = {
  name: 'ascii-code',
  generateBundle(_: unknown, bundle: Record<string, Chunk>) {
    for (const chunk of Object.values(bundle))
      if (chunk.code !== undefined) chunk.code = inAscii(chunk.code)
  },
}

/** What it takes to judge a passkey: certificates of whoever makes them, and all that these are written in. */
const passkeyLibrary = '@simplewebauthn/server'
const passkeyFunctions = [
  'generateAuthenticationOptions',
  'generateRegistrationOptions',
  'verifyAuthenticationResponse',
  'verifyRegistrationResponse',
]
const stub = '\0passkeys-when-asked'

interface Resolving {
  resolve(
    source: string,
    importer: string,
    options: { skipSelf: boolean },
  ): Promise<{ id: string } | null>
}

/** Has it loaded by the first who is asked for a passkey: 4 MB that most servers never need (measured). */
const passkeysWhenAsked = {
  name: 'passkeys-when-asked',
  enforce: 'pre',
  async resolveId(this: Resolving, source: string, importer: string | undefined) {
    if (source !== passkeyLibrary || importer === undefined || importer.startsWith(stub))
      return null
    const found = await this.resolve(source, importer, { skipSelf: true })
    return found && `${stub}?${found.id}`
  },
  load(id: string) {
    if (!id.startsWith(stub)) return null
    const library = JSON.stringify(id.slice(stub.length + 1))
    return passkeyFunctions
      .map(
        (name) =>
          `export const ${name} = async (asked) => (await import(${library})).${name}(asked)`,
      )
      .join('\n')
  },
}

export default {
  root,
  publicDir: false,
  plugins: [asciiCode, passkeysWhenAsked],
  ssr: {
    // All that it needs, but for what brings a binary along.
    noExternal: true,
    external: ['libsql', 'libsql/promise'],
  },
  build: {
    ssr: true,
    target: 'node24',
    minify: true,
    rollupOptions: {
      input: JSON.parse(process.env.CARDFILE_BUNDLE ?? '{}') as Record<string, string>,
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
}
