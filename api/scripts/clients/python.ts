import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { command } from './command.ts'
import type { Generator } from './generator.ts'
import { Once } from './once.ts'
import { copyProgram, programPath } from './programs.ts'

/** What is taken from PyPI: the generator, and what the clients of two generators need. */
const versions = {
  'openapi-python-client': '0.29.1',
  ruff: '0.14.6',
  urllib3: '2.7.0',
  'python-dateutil': '2.9.0.post0',
}

const installed = new Once<string>()

/** @returns the folder that commands of a virtual environment stand in */
function pythonTools(tools: string): Promise<string> {
  return installed.do(tools, async () => {
    mkdirSync(tools, { recursive: true })
    const folder = join(tools, 'python')
    const bin = join(folder, 'bin')
    await command({ folder: tools }, 'python3', ['-m', 'venv', folder])
    const pinned = Object.entries(versions).map(([name, version]) => `${name}==${version}`)
    await command({ folder: tools }, join(bin, 'pip'), ['install', '--quiet', ...pinned])
    return bin
  })
}

/** @param program of `docs/clients`, without its ending */
export function pythonClient(
  own: Pick<Generator, 'name' | 'version' | 'generate'> & {
    program: string
    needs?: readonly string[]
  },
): Generator {
  return {
    needs: ['python3'],
    ...own,
    async compile({ folder, tools }) {
      copyProgram(`${own.program}.py`, join(folder, 'program.py'))
      const python = join(await pythonTools(tools), 'python')
      await command({ folder }, python, ['-m', 'compileall', '-q', 'cardfile', 'program.py'])
    },
    async run({ folder, tools, env }) {
      const python = join(await pythonTools(tools), 'python')
      return command({ folder, env }, python, ['program.py'])
    },
  }
}

export const pythonGenerators: readonly Generator[] = [
  pythonClient({
    name: 'openapi-python-client',
    version: versions['openapi-python-client'],
    program: 'openapi-python-client',
    async generate({ folder, tools, document }) {
      const bin = await pythonTools(tools)
      const config = programPath('openapi-python-client.yaml')
      const output = ['--meta', 'none', '--output-path', 'cardfile', '--config', config]
      const args = ['generate', '--path', document, '--fail-on-warning', ...output]
      const PATH = `${bin}:${process.env.PATH ?? ''}`
      await command({ folder, env: { PATH } }, join(bin, 'openapi-python-client'), args)
    },
  }),
]
