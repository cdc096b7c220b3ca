import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Plugin } from 'vite'

const require = createRequire(import.meta.url)

/** What the API's documentation page asks for under /api-docs/, by name. */
const files: Record<string, { path: string; type: string }> = {
  'swagger-ui.css': { path: require.resolve('swagger-ui-dist/swagger-ui.css'), type: 'text/css' },
  'swagger-ui-bundle.js': {
    path: require.resolve('swagger-ui-dist/swagger-ui-bundle.js'),
    type: 'text/javascript',
  },
  'docs.css': { path: `${import.meta.dirname}/docs.css`, type: 'text/css' },
  'docs.js': { path: `${import.meta.dirname}/docs.js`, type: 'text/javascript' },
}

/**
 * Puts the documentation's files beside the screens, so that the page needs no other host. They keep
 * their names, since the API writes the page and knows nothing of a build's hashes.
 */
export function apiDocs(): Plugin {
  return {
    name: 'cardfile:api-docs',
    generateBundle() {
      for (const [name, { path }] of Object.entries(files))
        this.emitFile({ type: 'asset', fileName: `api-docs/${name}`, source: readFileSync(path) })
    },
    configureServer(server) {
      server.middlewares.use('/api-docs', (request, response, next) => {
        const file = files[request.url?.slice(1) ?? '']
        if (!file) return next()
        response.setHeader('content-type', `${file.type}; charset=utf-8`)
        response.end(readFileSync(file.path))
      })
    },
  }
}
