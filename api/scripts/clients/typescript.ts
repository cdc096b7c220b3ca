import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { command } from './command.ts'
import type { Generator, Workplace } from './generator.ts'
import { npmTool } from './npm.ts'
import { copyProgram } from './programs.ts'

/** Rules that a project of today begins with. */
const compilerOptions = {
  target: 'ES2022',
  lib: ['ES2022', 'DOM', 'DOM.Iterable'],
  module: 'ESNext',
  moduleResolution: 'bundler',
  strict: true,
  noEmit: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  types: ['node'],
}

/** @param program of `docs/clients`, without its ending */
export function typescriptClient(
  own: Pick<Generator, 'name' | 'version' | 'generate'> & {
    program: string
    needs?: readonly string[]
  },
): Generator {
  return {
    needs: ['npm'],
    ...own,
    async compile({ folder, tools }) {
      copyProgram(`${own.program}.ts`, join(folder, 'program.ts'))
      const packages = join(await npmTool(tools), 'node_modules')
      const typeRoots = [join(packages, '@types')]
      const paths = { '*': [join(packages, '*')] }
      writeFileSync(
        join(folder, 'tsconfig.json'),
        JSON.stringify({ compilerOptions: { ...compilerOptions, typeRoots, paths } }),
      )
      await npmCommand({ folder, tools }, 'tsc', ['-p', folder])
      const bundling = ['--bundle', '--platform=node', '--format=esm', '--outfile=program.mjs']
      await npmCommand({ folder, tools }, 'esbuild', ['program.ts', ...bundling], {
        NODE_PATH: packages,
      })
    },
    run: ({ folder, env }) => command({ folder, env }, process.execPath, ['program.mjs']),
  }
}

/** Runs the command of a package that the tools have. */
export async function npmCommand(
  { folder, tools }: Pick<Workplace, 'folder' | 'tools'>,
  name: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<string> {
  const bin = join(await npmTool(tools), 'node_modules', '.bin', name)
  return command({ folder, env }, bin, args)
}
