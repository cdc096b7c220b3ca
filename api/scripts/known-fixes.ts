/** A version below which a package has a known fault, and what that is. */
export interface KnownFix {
  name: string
  /** The first good version; where a fault was mended in several lines of releases, that of each. */
  from: readonly string[]
  why: string
}

/**
 * Faults that were found in what is installed here, or in what it once stood for. A row stays after
 * the update, so that nothing brings the old version back.
 */
export const knownFixes: readonly KnownFix[] = [
  {
    name: '@babel/runtime',
    from: ['7.26.10'],
    why: 'CVE-2025-27789, quadratic regular expression',
  },
  { name: '@e965/xlsx', from: ['0.20.2'], why: 'CVE-2024-22363 and CVE-2023-30533' },
  { name: '@hono/node-server', from: ['1.10.1'], why: 'CVE-2024-32652, crash on an odd Host' },
  { name: 'ajv', from: ['6.12.3'], why: 'CVE-2020-15366, prototype pollution' },
  { name: 'better-auth', from: ['1.3.26'], why: 'CVE-2025-61928, API keys for others' },
  { name: 'brace-expansion', from: ['2.0.2'], why: 'CVE-2025-5889, regular expression' },
  { name: 'debug', from: ['4.4.3'], why: '4.4.2 was published with malware in it' },
  { name: 'esbuild', from: ['0.25.0'], why: 'GHSA-67mh-4wv8-2f99, any page reads the dev server' },
  { name: 'extend', from: ['3.0.2'], why: 'CVE-2018-16492, prototype pollution' },
  { name: 'hono', from: ['4.11.7'], why: 'CVE-2026-22817, CVE-2026-24398 and others before' },
  { name: 'js-yaml', from: ['4.1.1'], why: 'CVE-2025-64718, prototype pollution' },
  { name: 'lodash', from: ['4.17.23'], why: 'CVE-2025-13465, prototype pollution' },
  { name: 'nanoid', from: ['3.3.8', '5.0.9'], why: 'CVE-2024-55565, ids that can be foretold' },
  { name: 'node', from: ['24.13.0'], why: 'the security releases of January 2026' },
  { name: 'path-to-regexp', from: ['6.3.0', '8.0.0'], why: 'CVE-2024-45296, regular expression' },
  { name: 'playwright-core', from: ['1.55.1'], why: 'CVE-2025-59288, download of a browser' },
  { name: 'postcss', from: ['8.4.31'], why: 'CVE-2023-44270, comments parsed as rules' },
  { name: 'qs', from: ['6.14.1'], why: 'CVE-2025-15284, memory' },
  { name: 'react-router', from: ['7.12.0'], why: 'CVE-2026-22029, script by an open redirect' },
  { name: 'semver', from: ['7.5.2'], why: 'CVE-2022-25883, regular expression' },
  { name: 'sharp', from: ['0.32.6'], why: 'CVE-2023-4863, libwebp' },
  { name: 'supports-color', from: ['10.2.2'], why: '10.2.1 was published with malware in it' },
  { name: 'swagger-ui-dist', from: ['4.1.3'], why: 'GHSA-qrmm-w75w-3wpx, foreign documents' },
  { name: 'undici', from: ['7.18.2'], why: 'CVE-2026-22036, unbounded decompression' },
  { name: 'vite', from: ['7.1.11'], why: 'CVE-2025-62522, files outside the root' },
  { name: 'vitest', from: ['3.0.5'], why: 'CVE-2025-24964, any page runs code' },
  { name: 'ws', from: ['8.17.1'], why: 'CVE-2024-37890, crash on many headers' },
]
