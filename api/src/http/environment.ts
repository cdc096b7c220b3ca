import type { Context as AppContext } from '../installation/context.ts'

/** What middleware puts beside a request for its handler. */
export interface Environment {
  Variables: {
    ctx: AppContext
  }
}
