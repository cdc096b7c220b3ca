import { contactQuerySchema, filterSchema, parseSort, sorterSchema } from '@cardfile/openapi'
import { z } from '@hono/zod-openapi'
import { jsonText } from '../http/json-text.ts'

/** How an address narrows and orders contacts, in lists and in files of them alike. */
export const listParameters = {
  filter: jsonText(filterSchema).optional().openapi({
    type: 'string',
    description: 'A `Filter` as JSON',
    example: '{"field":"city","operator":"eq","value":"Berlin"}',
  }),
  q: contactQuerySchema.shape.q,
  view: contactQuerySchema.shape.viewId,
  sort: z
    .string()
    .max(256)
    .transform(parseSort)
    .pipe(z.array(sorterSchema).max(3, 'names at most 3 fields'))
    .optional()
    .openapi({
      type: 'string',
      description: 'Field keys, `-` for descending; left out, the order of creation',
      example: 'name,-created_at',
    }),
}
