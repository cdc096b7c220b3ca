import { z } from '@hono/zod-openapi'
import { actorSchema, auditActionIds, auditTargetKinds } from '@cardfile/openapi'

/** Documented as text: a client that reads either as a date loses which of them it is. */
const time = (description: string) =>
  z
    .union([z.iso.datetime({ offset: true }), z.iso.date()])
    .optional()
    .openapi({ type: 'string', description, example: '2026-11-22' })

/** What the log is narrowed to, in a list and in a file. */
export const auditFilterQuery = z.strictObject({
  actor: z.string().max(64).optional().openapi({ description: 'Id of a person or an API key' }),
  action: z.enum(auditActionIds).optional().openapi({ description: 'What was done' }),
  from: time('Not before this time, or this day in UTC'),
  to: time('Before this time, or up to the end of this day'),
})

export const auditListSchema = z
  .object({
    data: z.array(
      z.object({
        id: z.string(),
        at: z.string().openapi({ format: 'date-time' }),
        actor: actorSchema,
        action: z.string(),
        target: z
          .object({
            kind: z.enum(auditTargetKinds),
            id: z.string().nullable(),
            name: z.string().nullable(),
          })
          .nullable(),
        ip: z.string().nullable(),
        requestId: z.string().nullable(),
        details: z.record(z.string(), z.unknown()),
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .openapi('AuditList')
