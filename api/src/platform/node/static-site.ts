import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { assetCaching, siteHeaders } from '../../http/site-headers.ts'

/**
 * Serves the built screens on Node, as the platform's assets do at the edge: files under `/assets`
 * for ever, everything else revalidated, and any other path answered with the page, whose router
 * knows it.
 * @param folder where the build is; files beside it named `.br` and `.gz` are sent compressed
 */
export function createStaticSite(folder: string): Hono {
  const file = serveStatic({ root: folder, precompressed: true })
  const page = serveStatic({ root: folder, precompressed: true, path: 'index.html' })
  const site = new Hono()
  site.use(async (c, next) => {
    c.header('Cache-Control', 'no-cache')
    for (const [name, value] of Object.entries(siteHeaders)) c.header(name, value)
    await next()
  })
  site.get('/assets/*', async (c) => {
    c.header('Cache-Control', assetCaching)
    // A page from before an update may ask for a file that is gone; the page is no answer to that,
    // so this goes no further than the file.
    const found = await file(c, async () => {})
    if (found) return found
    c.header('Cache-Control', 'no-cache')
    return c.text('There is no such file', 404)
  })
  // What the build leaves for others (`.stamp`, `_headers`) is not part of the site.
  site.get('*', (c, next) => (/^\/[._]/.test(c.req.path) ? next() : file(c, next)))
  site.get('*', page)
  return site
}
