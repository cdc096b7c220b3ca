/** What every answer carries, of the API, the screens and the documentation, on both runtimes. */
export const commonHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  // For browsers that do not know frame-ancestors.
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy':
    'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), ' +
    'magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()',
}

/**
 * Holds a browser to TLS for a year. Said behind TLS only: browsers pass it over elsewhere. Other
 * names below ours are not ours to decide on.
 */
export const strictTransport = ['Strict-Transport-Security', 'max-age=31536000'] as const

/**
 * The headers of every page and file of the screens. Styles may be inline because antd writes its own
 * into the page while it runs, and the page is a file, which no server puts a nonce into; scripts may
 * not.
 */
export const siteHeaders: Readonly<Record<string, string>> = {
  ...commonHeaders,
  'Content-Security-Policy':
    "default-src 'self'; script-src 'self'; script-src-attr 'none'; " +
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; " +
    "connect-src 'self'; worker-src 'self'; frame-src 'none'; object-src 'none'; " +
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'Referrer-Policy': 'same-origin',
}

/** Built files carry a hash of their content in their name, so a name never changes its content. */
export const assetCaching = 'public, max-age=31536000, immutable'
