/** In the order they must be asked: every browser also claims to be those below it. */
const browsers: readonly [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|Chromium|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]

const systems: readonly [RegExp, string][] = [
  [/\b(?:iPhone|iPad)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
]

/**
 * A browser's `User-Agent` as people know it: “Firefox, Windows”. Good enough to recognise one's own
 * sessions by; it can be forged and decides nothing.
 *
 * @returns null where there is none or nothing in it is known
 */
export function agentName(userAgent: string | null | undefined): string | null {
  if (!userAgent) return null
  const known = [browsers, systems].map((list) => list.find(([mark]) => mark.test(userAgent))?.[1])
  return known.filter(Boolean).join(', ') || null
}
