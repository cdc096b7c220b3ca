/** What a project of the tests had in it, and what it took. */
export interface ProjectFigures {
  files: number
  tests: number
  /** Milliseconds of one clock at which its first file began and its last one ended. */
  from: number
  to: number
  /** Seconds of a processor, with all that its files started; undefined where the system does not tell. */
  processor: number | undefined
}

/**
 * The figures of a run as a table. Projects run beside each other, so that their times overlap; seconds of
 * a processor do not.
 * @param rest seconds of a processor that no project's files took: of who runs them, and of a runtime they share
 */
export function figuresTable(projects: ReadonlyMap<string, ProjectFigures>, rest: number): string {
  const rows = [...projects].map(([name, { files, tests, from, to, processor }]) => [
    name,
    String(files),
    String(tests),
    ((to - from) / 1_000).toFixed(0),
    processor?.toFixed(0) ?? '-',
  ])
  const all = [
    ['', 'files', 'tests', 'seconds', 'of a processor'],
    ...rows,
    ['the rest', '', '', '', rest.toFixed(0)],
  ]
  const widths = all[0]!.map((_, at) => Math.max(...all.map((row) => row[at]!.length)))
  return all
    .map((row) =>
      row
        .map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!)))
        .join('  '),
    )
    .join('\n')
}
