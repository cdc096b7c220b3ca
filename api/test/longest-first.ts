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

/** Waits for what does not answer nearly all of the time, so that others have the processor beside it. */
const waiting = 'contract/faults'

/** A browser is many processes and much memory: it is for when the rest is done. */
const isLast = (project: string) => project.startsWith('browser')

function rankOf({ moduleId }: TestSpecification): number {
  const at = long.findIndex((part) => moduleId.includes(part))
  return at < 0 ? long.length : at
}

/**
 * Begins each project with what takes longest of it; the rest stays in its order. A project's files stay
 * together, but for those that wait, which come before all: a worker is kept for the next file only where
 * that is of the same project, and a new one has to load all modules again.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const [first = [], rest = []] = [true, false].map((waits) =>
      sorted.filter(({ moduleId }) => moduleId.includes(waiting) === waits),
    )
    const projects = Map.groupBy(rest, ({ project }) => project.name)
    const inOrder = [...projects].toSorted(([a], [b]) => Number(isLast(a)) - Number(isLast(b)))
    return [
      ...first,
      ...inOrder.flatMap(([, ofProject]) => ofProject.toSorted((a, b) => rankOf(a) - rankOf(b))),
    ]
  }
}
