import { type Field, reason } from '@cardfile/openapi'
import type { Context } from '../installation/context.ts'
import { auditStatement } from '../audit/record.ts'
import { invalid } from '../errors/problem-error.ts'
import * as store from '../installation/definition-rows.ts'

/** Puts the fields into a new order. @param ids every live field's id, once */
export function reorderFields(ctx: Context, ids: readonly number[]): Promise<readonly Field[]> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const seen = new Set(snapshot.fields.map((field) => field.id))
    if (ids.length !== seen.size || !ids.every((id) => seen.delete(id)))
      throw invalid({ ids: [reason('fields_not_named_once')] })
    // What whoever orders them does not see stays between the neighbours it had.
    const order = [...ids]
    const all = snapshot.everyField.map(({ id, unseen }) => (unseen ? id : order.shift()))
    const whole = all.filter((id) => id !== undefined)
    if (snapshot.everyField.every(({ id }, at) => id === whole[at])) return snapshot.fields
    const written = await ctx.definitions.write(ctx.db, snapshot, [
      store.reorderStatement(whole),
      auditStatement({ ctx, action: 'field.reordered' }),
    ])
    return written.fields
  })
}
