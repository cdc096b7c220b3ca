// Installs the packages when they are missing or the lockfile has changed, and at no other time:
// a second run must not need the network.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

const pnpm = 'pnpm@12.21.0'
const modules = join(root, 'node_modules')
const stampFile = join(modules, '.cardfile-installed')
const windows = process.platform === 'win32'

/** The Node the project runs on, which comes as a package. */
export const nodeBinary = join(modules, 'node', 'bin', windows ? 'node.exe' : 'node')

/** What decides whether an earlier install still holds. */
function stamp() {
  const hash = createHash('sha256').update(`${pnpm} ${process.platform} ${process.arch}\n`)
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) {
    hash.update(readFileSync(join(root, file)))
  }
  return hash.digest('hex')
}

function installed(wanted) {
  return (
    existsSync(nodeBinary) &&
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8').trim() === wanted
  )
}

/** Runs the install quietly; resolves with its exit code and all it said. */
function install() {
  return new Promise((resolve) => {
    // npx is a script on Windows, which only a shell starts; no argument here needs quoting.
    const child = spawn('npx', ['--yes', pnpm, 'install', '--frozen-lockfile'], {
      cwd: root,
      shell: windows,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, CI: 'true' },
    })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => resolve({ code: 1, output: `${output}\n${error.message}` }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

const offline =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|META_FETCH_FAIL|request to .* failed/i

/**
 * Makes sure the locked packages are there. Says what it does only when there is something to do.
 * @returns whether they are; when they are not, why has been printed
 */
export async function ensureInstalled() {
  const wanted = stamp()
  if (installed(wanted)) return true
  console.log('Installing packages (once, and again when the lockfile changes) …')
  const started = Date.now()
  // An install cut short must not pass for a whole one.
  rmSync(stampFile, { force: true })
  const { code, output } = await install()
  if (code !== 0) {
    console.error(output.trim().split('\n').slice(-25).join('\n'))
    console.error(
      offline.test(output)
        ? '\nThe package registry could not be reached. The first run needs it; later ones do not.\n' +
            'Check the network, or name a mirror: npm config set registry <address>'
        : '\nThe packages could not be installed; the reason is above.',
    )
    return false
  }
  writeFileSync(stampFile, `${wanted}\n`)
  console.log(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`)
  return true
}
