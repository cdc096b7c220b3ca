import type { Context } from 'hono'

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <link rel="icon" type="image/svg+xml" href="/favicon.svg" />
    <title>Cardfile API</title>
    <link rel="stylesheet" href="/api-docs/swagger-ui.css" />
    <link rel="stylesheet" href="/api-docs/docs.css" />
  </head>
  <body>
    <nav class="docs-head" aria-label="Cardfile"><a href="/">Back to Cardfile</a></nav>
    <div id="docs"><p>Loading the API documentation…</p></div>
    <noscript>
      <p>The documentation needs JavaScript; the document itself is at <a href="/api/v1/openapi.json">/api/v1/openapi.json</a>.</p>
    </noscript>
    <script src="/api-docs/swagger-ui-bundle.js"></script>
    <script src="/api-docs/docs.js"></script>
  </body>
</html>
`

// Swagger UI sets inline styles; scripts are ours alone, from files.
const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The documentation page. Its files are built into the screens' folder; nothing comes from a CDN. */
export function docsPage(c: Context): Response {
  c.header('content-security-policy', policy)
  c.header('cache-control', 'no-cache')
  return c.html(page) as Response
}
