// How the server on Node is bundled; build-server.ts says what and where to.
import { root } from './processes.ts'

export default {
  root,
  publicDir: false,
  ssr: {
    // All that it needs, but for what brings a binary along.
    noExternal: true,
    external: ['libsql'],
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
