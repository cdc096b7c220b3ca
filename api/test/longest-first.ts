import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Files that take by far the longest of their project, the longest first. Begun last, one of them would
 * run on alone while the other workers have nothing left to do.
 */
const long = [
  'browser/accessibility',
  'browser/import-runtimes',
  'browser/api-docs',
  'browser/lookup',
  'browser/typed-',
  'browser/injection',
  'browser/import-wizard',
  'browser/languages',
  'browser/imports',
  'browser/contacts.',
  'browser/fields.',
  'browser/import-programs',
  'browser/account.',
  'browser/access-admin',
  'browser/entrance',
  'browser/contact-saving',
  'contract/faults',
  'walk/walk',
  'contract/fields-steps',
  'imports/crash',
  'node/backup',
  'threads/imports',
  'spreadsheet/hostile-files',
  'contract/large-values',
  'contract/imports-events',
  'contract/imports-undo',
  'contract/imports-file',
  'contract/auth-guessing',
  'contract/exports',
  'bulk-changes/lost-steps',
  'fields/lost-steps',
  'contract/imports-delivery',
  'contract/fuzz',
  'contract/people',
  'contract/purge',
  'contract/injection',
]

function rankOf({ moduleId }: TestSpecification): number {
  const at = long.findIndex((part) => moduleId.includes(part))
  return at < 0 ? long.length : at
}

/**
 * Begins each project with what takes longest of it; the rest stays in its order. A project's files stay
 * together: a worker is kept for the next file only where that is of the same project, and a new one has
 * to load all modules again.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const projects = Map.groupBy(sorted, ({ project }) => project.name)
    return [...projects.values()].flatMap((ofProject) =>
      ofProject.toSorted((a, b) => rankOf(a) - rankOf(b)),
    )
  }
}
