import { secureHeaders } from 'hono/secure-headers'

/**
 * Headers of the API's own answers. They hold personal data, so nothing may frame, sniff or embed
 * them; the page of the documentation brings a policy of its own.
 */
export const apiHeaders = secureHeaders({
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  referrerPolicy: 'no-referrer',
  xFrameOptions: 'DENY',
  crossOriginResourcePolicy: 'same-origin',
  // Behind TLS the proxy or the platform says this; over plain http it would lock people out.
  strictTransportSecurity: false,
})
