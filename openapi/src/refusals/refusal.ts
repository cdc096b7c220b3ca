import type { Reason, ReasonParams } from '../reasons/reason.ts'
import { accessRefusals } from './access.ts'
import { recordRefusals } from './record.ts'
import { requestRefusals } from './request.ts'

/**
 * Every sentence that says of a request as a whole why it was refused, by its code, in English. A code
 * stays what it is once it has been given out; its sentence may be bettered.
 */
export const refusals = { ...accessRefusals, ...recordRefusals, ...requestRefusals }

export type RefusalCode = keyof typeof refusals

/** @returns the sentence of this code, with its parameters, as it stands in a problem's `detail` */
export function detail<Code extends RefusalCode>(
  code: Code,
  ...params: Parameters<(typeof refusals)[Code]>
): Reason {
  const [given = {}] = params as readonly ReasonParams[]
  const made = refusals[code] as (params: ReasonParams) => string
  return { code, params: given, text: made(given) }
}
