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

export default {
  root,
  publicDir: false,
  plugins: [asciiCode],
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
