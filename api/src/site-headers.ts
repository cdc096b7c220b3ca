/**
 * The headers of every page and file of the screens, on both runtimes. Styles may be inline because
 * antd writes its own into the page while it runs; scripts may not.
 */
export const siteHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; " +
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self'; " +
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
}

/** Built files carry a hash of their content in their name, so a name never changes its content. */
export const assetCaching = 'public, max-age=31536000, immutable'
