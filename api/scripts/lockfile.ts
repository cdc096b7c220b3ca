import type { KnownFix } from './known-fixes.ts'

export interface LockedPackage {
  name: string
  version: string
  /** What stands behind `resolution:`, in braces. */
  resolution: string
}

/** The packages of pnpm's lockfile (version 9), which has one key and one `resolution` for each. */
export function readLockfile(text: string): LockedPackage[] {
  const [, packages = ''] = /\npackages:\n([\s\S]*?)\nsnapshots:\n/.exec(text) ?? []
  const entries = packages.matchAll(
    /^ {2}'?((?:@[^@'\s]+\/)?[^@'\s]+)@([^'\n]+?)'?:\n((?: {4}.*\n?)*)/gm,
  )
  return Array.from(entries, ([, name = '', version = '', body = '']) => ({
    name,
    version,
    resolution: / {4}resolution: (\{.*\})/.exec(body)?.[1] ?? '',
  }))
}

/** A digest and nothing beside: no address, archive, repository or folder of somebody else's. */
export function isFromRegistry({ version, resolution }: LockedPackage): boolean {
  return /^\d/.test(version) && /^\{integrity: sha512-[\w+/]+={0,2}\}$/.test(resolution)
}

/** The packages below a version with a known fix, each with what is wrong with it. */
export function unfixed(
  packages: readonly Pick<LockedPackage, 'name' | 'version'>[],
  fixes: readonly KnownFix[],
): string[] {
  return packages.flatMap(({ name, version }) =>
    fixes
      .filter((fix) => fix.name === name && isBelow(version, fix.from))
      .map(({ from, why }) => `${name} ${version} is below ${from.join(' or ')}: ${why}`),
  )
}

/** Held against the fix of its own major version, else against the lowest. */
function isBelow(version: string, from: readonly string[]): boolean {
  const [major] = version.split('.')
  const fix = from.find((candidate) => candidate.split('.')[0] === major) ?? from[0] ?? '0'
  return version.localeCompare(fix, 'en', { numeric: true }) < 0
}
