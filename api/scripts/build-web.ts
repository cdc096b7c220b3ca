import { readdirSync, writeFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { assetCaching, siteHeaders, strictTransport } from '../src/http/site-headers.ts'
import { captureTool, root } from './processes.ts'
import { buildWhenStale } from './stamp.ts'

/** Where the built screens are, ready to be served. */
export const webDist = join(root, 'web', 'dist')

const sources = [
  'web/src',
  'web/antd-styles',
  'web/api-docs',
  'web/left-out',
  'web/public',
  'web/index.html',
  'web/vite.config.ts',
  'web/package.json',
  'openapi/src',
  'api/src/http/site-headers.ts',
  'api/scripts/build-web.ts',
  'pnpm-lock.yaml',
]

const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)

/**
 * Compressed once here rather than at every request, and harder than a request could wait for; by as
 * many threads as Node has for it.
 */
async function compress(folder: string): Promise<void> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const texts = names.filter((name) => /\.(js|css|html|svg|json|txt|webmanifest)$/.test(name))
  await Promise.all(
    texts.map(async (name) => {
      const content = await readFile(join(folder, name))
      if (content.length < 1024) return
      const params = { [constants.BROTLI_PARAM_QUALITY]: 10 }
      const write = async (ending: string, bytes: Promise<Buffer>) =>
        await writeFile(join(folder, `${name}.${ending}`), await bytes)
      await Promise.all([
        write('gz', gzipped(content, { level: 9 })),
        write('br', brotli(content, { params })),
      ])
    }),
  )
}

/** What Cloudflare reads beside the assets: the headers, and which files are not for it. */
function describeForCloudflare(folder: string): void {
  // There everything is behind TLS.
  const lines = [...Object.entries(siteHeaders), strictTransport].map(
    ([name, value]) => `  ${name}: ${value}`,
  )
  const headers = ['/*', ...lines, '/assets/*', `  Cache-Control: ${assetCaching}`, '']
  writeFileSync(join(folder, '_headers'), headers.join('\n'))
  writeFileSync(join(folder, '.assetsignore'), '*.gz\n*.br\n.stamp\n')
}

/**
 * Builds the screens into `web/dist` when their sources have changed since the last time.
 * @throws Error with what the build said, when it fails
 */
export async function buildWeb(): Promise<boolean> {
  return await buildWhenStale(join(webDist, '.stamp'), sources, async () => {
    console.log('Building the screens (when their sources change) …')
    await captureTool('vite', ['build', 'web', '--logLevel', 'warn'])
    await compress(webDist)
    describeForCloudflare(webDist)
  })
}
