import { detail } from '@cardfile/openapi'
import { sql as drizzle } from 'drizzle-orm/sql'
import type { Context } from '../installation/context.ts'
import { firstRow } from '../db/database.ts'
import { assertCurrent } from '../installation/definitions.ts'
import { selectSchemaVersion } from '../installation/definition-rows.ts'
import { ProblemError } from '../errors/problem-error.ts'
import { discardRest, discardSome } from './dry-run/discard.ts'
import { type Import } from './import/import.ts'
import { auditImport } from './import/audit.ts'
import { isBegunBy, refuseUnlessOwn } from './import/own.ts'
import * as sql from './import/sql.ts'
import { existing, importFor } from './import/reader.ts'

/** Says that all chunks were sent, in one trip. Repeating it changes nothing. */
export function finishImport(ctx: Context, id: string): Promise<Import> {
  return endImport(ctx, id, 'finished')
}

/**
 * Takes no more chunks, in one trip; what was applied stays. Repeating it changes nothing.
 *
 * @throws ProblemError `forbidden` for somebody else's import, unless the caller manages people
 */
export function cancelImport(ctx: Context, id: string): Promise<Import> {
  return endImport(ctx, id, 'cancelled')
}

function endImport(ctx: Context, id: string, state: 'finished' | 'cancelled'): Promise<Import> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const { permissions } = ctx.definitions.authorization(snapshot)
    // Somebody who left, or a program that hangs, must not keep an import open.
    const by = state === 'cancelled' && permissions.has('manage_people') ? null : ctx.actor
    const [, , version, found, ...discarded] = await ctx.db.batch(
      [
        // Asked before it ends: repeating it ends nothing.
        auditImport(ctx, `import.${state}`, id, drizzle`${sql.isRunning} AND ${isBegunBy(by)}`),
        sql.endImport({ id, state, at: ctx.now(), by }),
        selectSchemaVersion,
        sql.selectImportById({ id }),
        ...discardSome(ctx.now()),
      ],
      'write',
    )
    discardRest(ctx, discarded)
    // It is ended either way, and ending it again changes nothing.
    assertCurrent(snapshot, firstRow(version).version)
    const ended = importFor(ctx, snapshot, existing(found))
    if (ended.state === 'running') refuseUnlessOwn(ctx, ended.actor)
    if (ended.state !== state)
      throw new ProblemError('wrong_state', {
        detail: detail('import_ended', { state: ended.state }),
      })
    return ended
  })
}
