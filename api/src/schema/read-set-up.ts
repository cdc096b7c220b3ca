import type { Context } from '../installation/context.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import { shownViews } from '../views/read-views.ts'
import { documentOf, textOf } from './document.ts'
import type { SchemaDocument } from './schemas.ts'

/** The set-up as it is by these definitions, in one trip. @throws DefinitionsChanged where they are old */
export async function readSetUp(ctx: Context, snapshot: FieldSnapshot) {
  const views = await shownViews(ctx, snapshot)
  const shared = views.filter((view) => view.shared)
  return {
    snapshot,
    views: shared.filter(({ broken }) => broken === null),
    unlisted: shared.filter(({ broken }) => broken !== null),
  }
}

/** The whole set-up, as far as whoever asks sees it, each property in its one place. */
export function pullSchema(ctx: Context): Promise<SchemaDocument> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const text = textOf(documentOf(await readSetUp(ctx, snapshot)))
    return JSON.parse(text) as SchemaDocument
  })
}
