import type { Context as AppContext } from '../installation/context.ts'

/** What middleware puts beside a request for its handler. */
export interface Environment {
  Variables: {
    ctx: AppContext
    /**
     * Finds out again who asks and whether they still may, for answers that go on.
     *
     * @throws ProblemError `unauthenticated` or `forbidden`
     */
    recheck: () => Promise<void>
  }
}
