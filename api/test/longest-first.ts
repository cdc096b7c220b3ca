import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Files that take by far the longest, the longest first. Begun last, one of them would run on alone
 * while the other workers have nothing left to do.
 */
const long = [
  'browser/accessibility',
  'contract/fuzz',
  'imports/crash',
  'browser/injection',
  'contract/auth-guessing',
  'browser/account',
  'browser/entrance',
  'browser/access-admin',
  'browser/',
  'contract/auth-sign-in',
  'contract/imports-undo',
  'contract/injection',
  'contract/rights-leaks',
  'contract/people',
]

function rankOf({ moduleId }: TestSpecification): number {
  const at = long.findIndex((part) => moduleId.includes(part))
  return at < 0 ? long.length : at
}

/** Begins with what takes longest, whatever project it belongs to; the rest stays in its order. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((a, b) => rankOf(a) - rankOf(b))
  }
}
