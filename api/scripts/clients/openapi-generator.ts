import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { command } from './command.ts'
import type { Generator, Workplace } from './generator.ts'
import { goClient } from './go.ts'
import { Once } from './once.ts'
import { copyProgram } from './programs.ts'
import { pythonClient } from './python.ts'
import { typescriptClient } from './typescript.ts'

const version = '7.25.0'
const needs = ['java', 'mvn']
const jars = new Once<string>()

/** Its jar, by Maven, which comes with what Java's client is compiled by. */
function jarOf(tools: string): Promise<string> {
  return jars.do(tools, async () => {
    const jar = join(tools, `openapi-generator-cli-${version}.jar`)
    mkdirSync(tools, { recursive: true })
    if (existsSync(jar)) return jar
    const artifact = `org.openapitools:openapi-generator-cli:${version}`
    const copying = ['dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${tools}`]
    await command({ folder: tools }, 'mvn', ['--batch-mode', '--quiet', ...copying])
    return jar
  })
}

const generating =
  (language: string, output: string, properties: Record<string, string> = {}) =>
  async ({ folder, tools, document }: Workplace) => {
    const jar = await jarOf(tools)
    const stated = Object.entries(properties).map(([name, value]) => `${name}=${value}`)
    const more = stated.length > 0 ? ['--additional-properties', stated.join(',')] : []
    const args = ['generate', '-i', document, '-g', language, '-o', output, ...more]
    await command({ folder }, 'java', ['-jar', jar, ...args])
  }

const java: Generator = {
  name: 'openapi-generator java',
  version,
  needs,
  generate: generating('java', '.', {
    invokerPackage: 'cardfile',
    apiPackage: 'cardfile.api',
    modelPackage: 'cardfile.model',
  }),
  async compile({ folder }) {
    copyProgram('Program.java', join(folder, 'src', 'main', 'java', 'Program.java'))
    await command({ folder }, 'mvn', ['--batch-mode', '--quiet', '-Dmaven.test.skip', 'compile'])
  },
  run({ folder, env }) {
    const running = 'org.codehaus.mojo:exec-maven-plugin:3.6.2:java'
    const args = ['--batch-mode', '--quiet', running, '-Dexec.mainClass=Program']
    return command({ folder, env }, 'mvn', args)
  },
}

export const openapiGenerators: readonly Generator[] = [
  typescriptClient({
    name: 'openapi-generator typescript-fetch',
    version,
    needs: ['npm', ...needs],
    program: 'typescript-fetch',
    generate: generating('typescript-fetch', 'cardfile'),
  }),
  pythonClient({
    name: 'openapi-generator python',
    version,
    needs: ['python3', ...needs],
    program: 'openapi-generator',
    generate: generating('python', '.', { packageName: 'cardfile' }),
  }),
  goClient({
    name: 'openapi-generator go',
    version,
    needs: ['go', ...needs],
    program: 'openapi-generator',
    modules: [],
    async generate(at) {
      await generating('go', 'cardfile', { packageName: 'cardfile', withGoMod: 'false' })(at)
      // Its own tests belong to a module that is named after a repository.
      rmSync(join(at.folder, 'cardfile', 'test'), { recursive: true, force: true })
    },
  }),
  java,
]
