import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Workplace } from './generator.ts'
import { npmVersions } from './npm.ts'
import { npmCommand } from './typescript.ts'

interface Linter {
  name: string
  version: string
  /** @throws ToolError with what it found */
  run(at: Workplace): Promise<unknown>
}

/**
 * A license has a name or an address (OpenAPI 3.1); who runs an installation says nowhere how to reach
 * them; and tags stand in the order people read them.
 */
const unmet = {
  'license-url': 'off',
  'contact-properties': 'off',
  'openapi-tags-alphabetical': 'off',
}

/** Each by its strictest rules for any document; a warning is a fault. */
export const linters: readonly Linter[] = [
  {
    name: 'Redocly, recommended-strict',
    version: npmVersions['@redocly/cli'],
    run: (at) => npmCommand(at, 'redocly', ['lint', at.document, '--extends=recommended-strict']),
  },
  {
    name: 'Spectral, oas',
    version: npmVersions['@stoplight/spectral-cli'],
    async run(at) {
      const ruleset = join(at.folder, 'ruleset.yaml')
      writeFileSync(ruleset, `extends: [["spectral:oas", all]]\nrules: ${JSON.stringify(unmet)}\n`)
      const args = ['lint', at.document, '--ruleset', ruleset, '--fail-severity', 'hint']
      await npmCommand(at, 'spectral', args)
    },
  },
]
