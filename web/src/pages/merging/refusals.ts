import { ApiError } from '../../api/api-error.ts'

export interface MergeRefusal {
  /** Why a field's value is not taken, by its key. */
  byField: ReadonlyMap<string, readonly string[]>
  /** What is about no field that is shown. */
  whole: string | null
}

const none: MergeRefusal = { byField: new Map(), whole: null }

/** Splits why contacts are not merged into what stands beside a field and what is about the whole. */
export function refusalOf(error: Error | null, keys: ReadonlySet<string>): MergeRefusal {
  if (error === null) return none
  const byField = new Map<string, readonly string[]>()
  const others: string[] = []
  const errors = error instanceof ApiError ? error.errors : {}
  for (const [path, reasons] of Object.entries(errors)) {
    const key = path.replace(/^(?:choose|values)\./, '')
    if (keys.has(key)) byField.set(key, reasons)
    else others.push(...reasons)
  }
  const isElsewhere = byField.size === 0 || others.length > 0
  return { byField, whole: isElsewhere ? [error.message, ...others].join(' ') : null }
}
