import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { apiDocs } from './api-docs/plugin.ts'

// `npm run dev` starts the API beside this server and says where.
const api = process.env.CARDFILE_API ?? 'http://127.0.0.1:8787'

export default defineConfig(({ command }) => {
  // Who starts the build must not decide which React is in it: a test runner's NODE_ENV made one
  // that is slow, large and meant for development.
  if (command === 'build') process.env.NODE_ENV = 'production'
  return {
    plugins: [react(), apiDocs()],
    resolve: {
      alias: [
        {
          find: /^rc-util\/(?:es|lib)\/Dom\/dynamicCSS$/,
          replacement: fileURLToPath(new URL('src/theme/style-tags.ts', import.meta.url)),
        },
      ],
    },
    build: {
      // Source maps would double what is deployed, and the source is public anyway.
      sourcemap: false,
      // Everything on one page still fits one chunk of this size before compression.
      chunkSizeWarningLimit: 1500,
    },
    worker: { format: 'es' },
    server: {
      strictPort: true,
      proxy: { '/api/': api, '/healthz': api },
    },
  }
})
