import type { Person } from '@cardfile/openapi'
import type { Context } from '../context.ts'
import { notFound } from '../problem-error.ts'
import * as store from './store.ts'

/** @throws ProblemError `not_found` */
export async function personById(ctx: Context, id: string): Promise<Person> {
  const [found] = await ctx.db.batch([store.selectPerson({ id })], 'read')
  const [row] = found?.rows ?? []
  if (!row) throw notFound('person')
  return store.personFromRow(row)
}
