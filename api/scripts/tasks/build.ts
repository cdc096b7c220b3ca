// Builds what is deployed, and says how large it is.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildWeb, webDist } from '../build-web.ts'
import { buildWorker, workerDist } from '../build-worker.ts'
import { runTask } from '../task.ts'

/** Prints each script and style sheet of a folder with its size, plain and after gzip. */
function printSizes(title: string, folder: string): void {
  const rows = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(js|css|html|wasm)$/.test(name))
    .map((name) => {
      const content = readFileSync(join(folder, name))
      return { name, size: content.length, gzip: gzipSync(content).length }
    })
    .sort((a, b) => b.gzip - a.gzip)
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`.padStart(11)
  console.log(`\n${title}`)
  for (const { name, size, gzip } of rows) {
    console.log(`${kilobytes(size)} ${kilobytes(gzip)} gzip  ${name}`)
  }
}

await runTask(async () => {
  await buildWeb()
  await buildWorker()
  printSizes('Screens (web/dist)', webDist)
  printSizes('Worker (api/dist/worker)', workerDist)
})
