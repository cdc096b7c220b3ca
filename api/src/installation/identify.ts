import type { Identified } from './caller.ts'
import type { Context } from './context.ts'

/** Finds out who sends a request, before it is known what it asks for. */
export type Identify = (request: Request, ctx: Context) => Promise<Identified>
