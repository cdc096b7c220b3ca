/** What became of a row of an import. Every row has exactly one, so that the counts add up to the rows. */
export const importOutcomes = [
  'created',
  'merged',
  'updated',
  'replaced',
  'skipped',
  'unchanged',
  'failed',
] as const

export type ImportOutcome = (typeof importOutcomes)[number]
