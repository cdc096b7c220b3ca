import type { Context } from '../installation/context.ts'
import { firstRow } from '../db/database.ts'
import { fieldOf } from './definition-rules.ts'
import { assertCurrent } from '../installation/definitions.ts'
import * as store from '../installation/definition-rows.ts'
import * as values from './values-sql.ts'

/** How many live contacts have a value, and for each option how many chose it. */
export function countFieldUsage(ctx: Context, id: number) {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const field = fieldOf(snapshot, id)
    // How often each was chosen may tell what one contact has.
    const options = field.masked ? [] : (field.options ?? [])
    const [version, counted, byOption] = await ctx.db.batch(
      [
        store.selectSchemaVersion,
        values.countValues(field),
        // Grouping what is not chosen from a list would answer every text there is.
        ...(options.length > 0 ? [values.countOptions(field)] : []),
      ],
      'read',
    )
    assertCurrent(snapshot, firstRow(version).version)
    const chosen = new Map(byOption?.rows.map((row) => [row.id, Number(row.n)]))
    return {
      contacts: Number(firstRow(counted).n),
      options: options.map((option) => ({ id: option.id, contacts: chosen.get(option.id) ?? 0 })),
    }
  })
}
