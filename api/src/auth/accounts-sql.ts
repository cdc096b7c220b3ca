import type { InValue } from '@libsql/client/web'
import type { CleanedWhere } from 'better-auth/adapters'
import { type SQL, sql } from 'drizzle-orm/sql'

/** `credentialID` → `credential_id`. Names come from better-auth's schema, never from a request. */
export function snake(name: string): string {
  return name.replace(/([a-z\d])([A-Z]+)/g, '$1_$2').toLowerCase()
}

/** A table or column as better-auth calls it. */
export function name(text: string): SQL {
  const column = snake(text)
  if (!/^[a-z_]+$/.test(column)) throw new Error(`${text} cannot be a column`)
  return sql.raw(`"${column}"`)
}

/** A value as the database keeps it: times in milliseconds, flags as 0 and 1. */
export function bound(value: unknown): InValue {
  if (value instanceof Date) return value.getTime()
  if (typeof value === 'boolean') return value ? 1 : 0
  return (value ?? null) as InValue
}

const comparisons = { eq: '=', ne: '<>', lt: '<', lte: '<=', gt: '>', gte: '>=' } as const

function condition({ field, operator, value }: CleanedWhere): SQL {
  if (operator === 'in' || operator === 'not_in') {
    const list = JSON.stringify((value as unknown[]).map(bound))
    const among = sql`(SELECT value FROM json_each(${list}))`
    return operator === 'in' ? sql`${name(field)} IN ${among}` : sql`${name(field)} NOT IN ${among}`
  }
  if (!(operator in comparisons)) throw new Error(`${operator} is not used on accounts`)
  if (value === null) {
    return operator === 'ne' ? sql`${name(field)} IS NOT NULL` : sql`${name(field)} IS NULL`
  }
  const sign = sql.raw(comparisons[operator as keyof typeof comparisons])
  return sql`${name(field)} ${sign} ${bound(value)}`
}

/** All that are joined by AND, and one at least of those joined by OR. */
export function conditions(where: readonly CleanedWhere[] = []): SQL {
  const all = where.filter(({ connector }) => connector !== 'OR').map(condition)
  const any = where.filter(({ connector }) => connector === 'OR').map(condition)
  if (any.length > 0) all.push(sql`(${sql.join(any, sql` OR `)})`)
  return all.length === 0 ? sql`1` : sql.join(all, sql` AND `)
}
