import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { createStaticSite } from './static-site.ts'

const folder = mkdtempSync(join(tmpdir(), 'cardfile-site-'))
mkdirSync(join(folder, 'assets'))
writeFileSync(join(folder, 'index.html'), '<p>the page</p>')
writeFileSync(join(folder, 'favicon.svg'), '<svg/>')
writeFileSync(join(folder, '.stamp'), 'secret')
writeFileSync(join(folder, 'assets', 'app-1a2b.js'), 'code()')
writeFileSync(join(folder, 'assets', 'app-1a2b.js.gz'), gzipSync('code()'))
afterAll(() => rmSync(folder, { recursive: true }))

const site = createStaticSite(folder)

describe('the screens on Node', () => {
  it.each(['/', '/contacts', '/contacts/0198/edit', '/.stamp'])(
    'answer %s with the page, revalidated each time',
    async (path) => {
      const response = await site.request(path)
      expect(await response.text()).toBe('<p>the page</p>')
      expect(response.headers.get('cache-control')).toBe('no-cache')
    },
  )

  it('let hashed files be kept for ever', async () => {
    const response = await site.request('/assets/app-1a2b.js')
    expect(await response.text()).toBe('code()')
    expect(response.headers.get('cache-control')).toContain('immutable')
    expect(response.headers.get('content-type')).toContain('javascript')
  })

  it('send the compressed file to those who take it', async () => {
    const headers = { 'accept-encoding': 'gzip' }
    const response = await site.request('/assets/app-1a2b.js', { headers })
    expect(response.headers.get('content-encoding')).toBe('gzip')
    expect(response.headers.get('vary')).toContain('Accept-Encoding')
    expect(gunzipSync(await response.arrayBuffer()).toString()).toBe('code()')
  })

  it('answer 404, not the page, for a file of an earlier build', async () => {
    const response = await site.request('/assets/app-old.js')
    expect(response.status).toBe(404)
    expect(response.headers.get('cache-control')).toBe('no-cache')
  })

  it('serve files at the top', async () => {
    expect(await (await site.request('/favicon.svg')).text()).toBe('<svg/>')
  })

  it('forbid inline scripts, framing and guessing of types', async () => {
    const { headers } = await site.request('/')
    expect(headers.get('content-security-policy')).toContain("script-src 'self';")
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  it.each(['/../package.json', '/%2e%2e/package.json', '/assets/..%2f..%2fx'])(
    'never leave their folder: %s',
    async (path) => {
      expect(await (await site.request(path)).text()).not.toContain('cardfile')
    },
  )
})
