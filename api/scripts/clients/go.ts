import { join } from 'node:path'
import { command } from './command.ts'
import type { Generator, Workplace } from './generator.ts'
import { Once } from './once.ts'
import { copyProgram } from './programs.ts'

const installed = new Once<string>()

/** The command of a Go module, installed among the tools. @param name as `module/cmd/name@version` */
function goTool({ tools, folder }: Workplace, name: string): Promise<string> {
  return installed.do(name, async () => {
    const GOBIN = join(tools, 'go')
    await command({ folder, env: { GOBIN } }, 'go', ['install', name])
    return join(GOBIN, /([^/]+)@/.exec(name)?.[1] ?? '')
  })
}

/**
 * @param program of `docs/clients`, without its ending
 * @param modules that the client needs, as `module@version`; others are those that these need
 */
export function goClient(
  own: Pick<Generator, 'name' | 'version' | 'generate'> & {
    program: string
    modules: readonly string[]
    needs?: readonly string[]
  },
): Generator {
  return {
    needs: ['go'],
    ...own,
    async compile({ folder }) {
      copyProgram(`${own.program}.go`, join(folder, 'main.go'))
      const go = (...args: string[]) =>
        command({ folder, env: { GOFLAGS: '-mod=mod' } }, 'go', args)
      await go('mod', 'init', 'example.com/contacts')
      for (const module of own.modules) await go('mod', 'edit', `-require=${module}`)
      await go('mod', 'tidy')
      await go('vet', '.')
      await go('build', '-o', 'program', '.')
    },
    run: ({ folder, env }) => command({ folder, env }, join(folder, 'program'), []),
  }
}

const oapiCodegen = 'v2.8.2'
const ogen = 'v1.25.0'

export const goGenerators: readonly Generator[] = [
  goClient({
    name: 'oapi-codegen',
    version: oapiCodegen,
    program: 'oapi-codegen',
    modules: ['github.com/oapi-codegen/runtime@v1.9.0'],
    async generate(at) {
      const module = 'github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen'
      const tool = await goTool(at, `${module}@${oapiCodegen}`)
      const args = ['-generate', 'types,client', '-package', 'cardfile']
      const output = ['-o', join('cardfile', 'client.go'), at.document]
      await command({ folder: at.folder }, 'mkdir', ['cardfile'])
      await command({ folder: at.folder }, tool, [...args, ...output])
    },
  }),
  goClient({
    name: 'ogen',
    version: ogen,
    program: 'ogen',
    modules: [`github.com/ogen-go/ogen@${ogen}`],
    async generate(at) {
      const tool = await goTool(at, `github.com/ogen-go/ogen/cmd/ogen@${ogen}`)
      const args = ['--target', 'cardfile', '--package', 'cardfile', at.document]
      await command({ folder: at.folder }, tool, args)
    },
  }),
]
