import { z } from 'zod'
import type { Settings } from './type.ts'

/** A number within the field's bounds, both ends included. */
export function numberSchema({ min, max }: Settings) {
  let schema = z.number({ error: 'must be a number' })
  if (min !== undefined) schema = schema.min(min, `must be at least ${min}`)
  if (max !== undefined) schema = schema.max(max, `must be at most ${max}`)
  return schema
}

/** A number within the bounds, without a sign before 0; undefined for any other value. */
export function numberWithin(
  value: unknown,
  { min = -Number.MAX_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER }: Settings,
): number | undefined {
  return typeof value === 'number' && value >= min && value <= max ? value || 0 : undefined
}

/** Refuses settings that no value could meet. */
export function boundsInOrder({ min, max }: Settings, context: z.RefinementCtx): void {
  if (min !== undefined && max !== undefined && min > max)
    context.addIssue({
      code: 'custom',
      path: ['max'],
      message: 'must not be less than the minimum',
    })
}
