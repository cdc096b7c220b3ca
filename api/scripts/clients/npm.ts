import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { command } from './command.ts'
import { Once } from './once.ts'

/** What is taken from npm, exactly so: none of it is the project's own dependency. */
export const npmVersions = {
  'openapi-typescript': '7.13.0',
  'openapi-fetch': '0.17.0',
  '@hey-api/openapi-ts': '0.99.0',
  orval: '8.38.0',
  '@redocly/cli': '2.77.0',
  '@stoplight/spectral-cli': '6.16.3',
  typescript: '5.9.3',
  esbuild: '0.28.2',
  '@types/node': '24.19.2',
} as const

const installed = new Once<string>()

/** @returns the folder whose `node_modules` has all of them */
export function npmTool(tools: string): Promise<string> {
  return installed.do(tools, async () => {
    const folder = join(tools, 'npm')
    mkdirSync(folder, { recursive: true })
    const manifest = { private: true, dependencies: npmVersions }
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
    await command({ folder }, 'npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'])
    return folder
  })
}
