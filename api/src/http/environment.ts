import type { Context as AppContext } from '../context.ts'

/** What middleware puts beside a request for its handler. */
export interface Environment {
  Variables: {
    ctx: AppContext
    /** To be called once most of the work for a request is done; see chunk-line.ts. */
    prepared?: () => void
  }
}
