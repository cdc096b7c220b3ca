import { z } from 'zod'
import { actorSchema } from './access.ts'
import { textSchema } from './field-types/text-rules.ts'
import { worded } from './reasons/zod.ts'

/** Characters of the longest note. */
export const longestNote = 10_000

export const noteWriteSchema = z
  .strictObject({
    text: textSchema(longestNote, { lines: true })
      .min(1, worded('required'))
      .meta({ minLength: 1, maxLength: longestNote, description: 'Plain text, with line ends' }),
  })
  .meta({ id: 'NoteWrite', example: { text: 'Asked to be called back on Monday.' } })

export type NoteWrite = z.infer<typeof noteWriteSchema>

export const noteSchema = z
  .object({
    id: z.string(),
    contact: z
      .object({ id: z.string(), name: z.string() })
      .describe('Whose it is: the contact asked for, or one that was merged into it'),
    author: actorSchema,
    isMine: z.boolean().describe('Whether whoever asks wrote it, and may change it'),
    text: z.string(),
    version: z.number().int(),
    createdAt: z.string().meta({ format: 'date-time' }),
    updatedAt: z.string().meta({ format: 'date-time' }),
  })
  .meta({ id: 'Note' })

export type Note = z.infer<typeof noteSchema>
