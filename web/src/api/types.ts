import type { Values } from '@cardfile/openapi'
import type { components, operations } from '@cardfile/openapi/client'

/** What the API takes and answers, by the names its document gives. */
export type Schemas = components['schemas']

/**
 * A contact as the API states it. The document lists the values of the pre-built fields; the screens
 * know an installation's own fields while they run, so values are read by key.
 */
export interface Contact extends Omit<Schemas['Contact'], 'values'> {
  values: Values
}

/** What is asked of an operation in its address. */
export type QueryOf<Operation extends keyof operations> = NonNullable<
  operations[Operation]['parameters']['query']
>
