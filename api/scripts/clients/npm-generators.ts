import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Generator } from './generator.ts'
import { npmVersions } from './npm.ts'
import { npmCommand, typescriptClient } from './typescript.ts'

export const npmGenerators: readonly Generator[] = [
  typescriptClient({
    name: 'openapi-typescript',
    version: npmVersions['openapi-typescript'],
    program: 'openapi-typescript',
    async generate(at) {
      await npmCommand(at, 'openapi-typescript', [at.document, '--output', 'cardfile.d.ts'])
    },
  }),
  typescriptClient({
    name: '@hey-api/openapi-ts',
    version: npmVersions['@hey-api/openapi-ts'],
    program: 'hey-api',
    async generate(at) {
      await npmCommand(at, 'openapi-ts', ['--input', at.document, '--output', 'cardfile'])
    },
  }),
  typescriptClient({
    name: 'orval (fetch)',
    version: npmVersions.orval,
    program: 'orval',
    async generate(at) {
      const target = './cardfile/client.ts'
      const output = { target, client: 'fetch', baseUrl: { runtime: 'process.env.CARDFILE_URL' } }
      const configuration = JSON.stringify({ cardfile: { input: at.document, output } })
      writeFileSync(join(at.folder, 'orval.config.mjs'), `export default ${configuration}\n`)
      await npmCommand(at, 'orval', ['--config', 'orval.config.mjs'])
    },
  }),
]
