import { join } from 'node:path'
import { bundleServer } from '../build-server.ts'
import { root } from '../processes.ts'

const made = new Map<string, Promise<string>>()

/** A script of this folder that serves, bundled as the server is that people run. @returns its file */
export function bundled(name: string): Promise<string> {
  let file = made.get(name)
  if (!file) {
    const folder = join(root, 'api', 'dist', 'bench', name)
    file = bundleServer(name, `api/scripts/bench/${name}.ts`, folder).then(() =>
      join(folder, `${name}.js`),
    )
    made.set(name, file)
  }
  return file
}
