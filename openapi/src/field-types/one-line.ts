import { z } from 'zod'
import { refuse } from '../reasons/zod.ts'
import { trimMarks } from '../text/trim-marks.ts'
import { lineFault } from './text-rules.ts'

/** A name that people give to something: one line of text, trimmed. */
export const oneLine = (most: number) =>
  z
    .string()
    .overwrite(trimMarks)
    .max(most)
    .superRefine((text, context) => {
      const fault = lineFault(text)
      if (fault) refuse(context, fault)
    })
