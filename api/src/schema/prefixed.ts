import { invalid, ProblemError } from '../errors/problem-error.ts'

/** Has reasons that some work is refused by say where in a document they are. @throws what the work throws */
export function prefixed<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof ProblemError) || !error.details.errors) throw error
    const told = Object.entries(error.details.errors)
    throw invalid(Object.fromEntries(told.map(([property, all]) => [`${path}.${property}`, all])))
  }
}
