// The one way in: `npm start`, `npm test` and the rest come here. Plain JavaScript without a
// dependency, because it must run on whatever Node the machine has, before anything is installed.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { ensureInstalled, nodeBinary, root } from './install.mjs'

const [task = '', ...args] = process.argv.slice(2)
const script = ['tasks', '.']
  .map((folder) => join(root, 'api', 'scripts', folder, `${task.replace(':', '-')}.ts`))
  .find((file) => /^[a-z:]+$/.test(task) && existsSync(file))
if (script === undefined) {
  console.error(`There is no task "${task}". See "scripts" in package.json.`)
  process.exit(2)
}

if (!(await ensureInstalled())) process.exit(1)

// Node lets old objects become four times what is in use; a server's are few, and more memory makes it
// no faster. What it answers is soon gone, so that small young spaces do; the thread of imports would be
// faster by a twenty-fifth with four times as large ones, and have 23 MB more. Four threads that collect young objects hinder those that work. And what is made where
// others lived long V8 makes among the old at once: a row of a file that way keeps all its values alive,
// which had twice as much collected as without (all measured, on two cores).
const options = [
  '--max-semi-space-size=4',
  '--no-allocation-site-pretenuring',
  '--heap-growing-percent=50',
  '--no-parallel-scavenge',
  '--v8-pool-size=2',
  '--disable-warning=ExperimentalWarning',
]
const site = join(root, 'web', 'dist')
const server = join(root, 'api', 'dist', 'server', 'serve.js')
// Served by a process that has nothing in it but the server.
const steps =
  task === 'start'
    ? [
        [script, ...args],
        [server, '--site', site],
      ]
    : [[script, ...args]]

const env = {
  ...process.env,
  PATH: `${dirname(nodeBinary)}${delimiter}${process.env.PATH ?? ''}`,
  // On Linux each thread keeps freed memory for itself; of two stores more of it is used again.
  MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX ?? '2',
  // Bodies, and batches on their way to the database, give their memory back at once instead of leaving
  // holes of all sizes.
  MALLOC_MMAP_THRESHOLD_: process.env.MALLOC_MMAP_THRESHOLD_ ?? '131072',
  MALLOC_TRIM_THRESHOLD_: process.env.MALLOC_TRIM_THRESHOLD_ ?? '131072',
  // With the types stripped once and kept, the stripper is not even loaded.
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, '.cache', 'compiled'),
}

let child
const run = (step) =>
  new Promise((resolve) => {
    child = spawn(nodeBinary, [...options, ...step], { cwd: root, stdio: 'inherit', env })
    child.on('error', (error) => {
      console.error(`Node 24 could not be started: ${error.message}`)
      resolve(1)
    })
    child.on('exit', (code, signal) => {
      resolve(code ?? 128 + (constants.signals[signal ?? 'SIGTERM'] ?? 0))
    })
  })

// A terminal sends Ctrl-C to the whole group, so the child has it already; `kill` reaches us alone.
process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
process.on('SIGTERM', () => child.kill('SIGTERM'))
process.on('SIGHUP', () => child.kill('SIGHUP'))

// `kill` on npm ends the shell between npm and us and tells us nothing; we would serve on, orphaned.
const parent = process.ppid
setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 500).unref()

for (const step of steps) {
  process.exitCode = await run(step)
  if (process.exitCode !== 0) break
}
