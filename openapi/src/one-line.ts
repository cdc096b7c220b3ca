import { z } from 'zod'
import { textFault } from './field-types/text-rules.ts'

/** A name that people give to something: one line of text, trimmed. */
export const oneLine = (most: number) =>
  z
    .string({ error: 'must be text' })
    .trim()
    .max(most, `must be at most ${most} characters long`)
    .superRefine((text, context) => {
      const fault = textFault(text) ?? (/\n/.test(text) ? 'must be on one line' : null)
      if (fault) context.addIssue({ code: 'custom', message: fault })
    })
