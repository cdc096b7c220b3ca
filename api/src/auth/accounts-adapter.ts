import type { Result, Row } from '../db/result.ts'
import {
  type AdapterFactoryCustomizeAdapterCreator,
  type CleanedWhere,
  createAdapterFactory,
  type JoinConfig,
} from 'better-auth/adapters'
import { APIError } from 'better-auth/api'
import { type SQL, sql } from 'drizzle-orm/sql'
import type { BatchMode, Database } from '../db/database.ts'
import { compile, param, prepare, type Statement } from '../db/statement.ts'
import { bound, conditions, name, snake } from './accounts-sql.ts'
import { isUsedBefore, usedBefore, withoutWrongLock } from './second-factor.ts'
import { isStoredToken, storedToken } from './session-token.ts'

type Schema = Parameters<AdapterFactoryCustomizeAdapterCreator>[0]['schema']
type Stored = Record<string, unknown>

/** better-auth's name for what it hands over and takes back as a `Date`. */
const timeTypes: ReadonlySet<string> = new Set(['date'])

/** Fails the batch that would begin a session for somebody who may not sign in. */
const guardActive = prepare<'userId'>(sql`
  INSERT INTO guard (refused) SELECT 1 WHERE NOT EXISTS (
    SELECT 1 FROM people WHERE user_id = ${param('userId')} AND state = 'active')`)

/** What the storage tells of, and is told. */
interface Observer {
  /** Statements that go with a row that is made. */
  alongside: (model: string | undefined, stored: Stored) => Promise<Statement[]>
  /** A session was ended by itself. @param id the session's */
  ended: (id: string) => void
}

/**
 * better-auth's storage over our own batches: each call is one trip, writes go the way all writes go,
 * and what a request asks is counted on its own meter. Session tokens are stored hashed.
 */
export function accountsAdapter(db: Database, { alongside, ended }: Observer) {
  return createAdapterFactory({
    config: {
      adapterId: 'cardfile',
      usePlural: true,
      supportsBooleans: false,
      supportsNumericIds: false,
      transaction: false,
    },
    adapter: ({ schema }) => {
      const fieldsOf = columnsToFields(schema)
      const ask = (statements: Statement[], mode: BatchMode) => db.batch(statements, mode)

      async function askActive(statements: Statement[], mode: BatchMode): Promise<void> {
        try {
          await ask(statements, mode)
        } catch (error) {
          if (isUsedBefore(error)) throw usedBefore()
          if (!(error instanceof Error && /\brefused\b/.test(error.message))) throw error
          throw new APIError('FORBIDDEN', {
            code: 'NOT_ACTIVE',
            message: 'This account is suspended; ask whoever manages people here.',
          })
        }
      }

      /** Lets a session be found by its token, and puts the token found by back into it. */
      async function hiding(modelKey: string | undefined, where: readonly CleanedWhere[] = []) {
        const tokens: string[] = []
        if (modelKey !== 'session') return { where, reveal: <T>(found: T) => found }
        const hidden = await Promise.all(
          where.map(async (part) => {
            if (part.field !== 'token') return part
            const given = [part.value].flat() as string[]
            tokens.push(...given)
            const stored = await Promise.all(given.map(storedToken))
            return { ...part, value: Array.isArray(part.value) ? stored : (stored[0] ?? null) }
          }),
        )
        const plain = new Map<unknown, string>()
        for (const token of tokens) plain.set(await storedToken(token), token)
        const reveal = <T>(found: T): T => {
          const { token } = (found ?? {}) as Stored
          return plain.has(token) ? { ...found, token: plain.get(token) } : found
        }
        return { where: hidden, reveal }
      }

      async function values(modelKey: string | undefined, data: Stored): Promise<Stored> {
        const { token } = data
        // Whoever vouched for somebody is asked again at the next sign-in; their tokens are not kept.
        if (modelKey === 'account')
          return { ...data, accessToken: null, refreshToken: null, idToken: null }
        if (modelKey !== 'session' || typeof token !== 'string') return data
        if (isStoredToken(token))
          throw new Error('a session cannot have a stored token for its own')
        return { ...data, token: await storedToken(token) }
      }

      const joined = (model: string, part: SQL, join: JoinConfig) =>
        Object.entries(join).map(([other, { on, limit = 100 }]) =>
          compile(sql`SELECT * FROM ${name(other)} WHERE ${name(on.to)} IN
            (SELECT ${name(on.from)} FROM ${name(model)} WHERE ${part}) LIMIT ${limit}`),
        )

      function withJoined(found: Stored, join: JoinConfig, results: readonly Result[]): Stored {
        const whole = { ...found }
        for (const [at, [other, { on, relation, modelKey = other }]] of Object.entries(
          join,
        ).entries()) {
          const matching = (results[at]?.rows ?? [])
            .map((row) => fieldsOf(modelKey, row))
            .filter((item) => item[on.to] === found[on.from])
          whole[other] = relation === 'one-to-one' ? (matching[0] ?? null) : matching
        }
        return whole
      }

      async function select(
        model: string,
        modelKey: string | undefined,
        wanted: readonly CleanedWhere[] | undefined,
        join: JoinConfig = {},
        rest: SQL = sql``,
      ): Promise<Stored[]> {
        const { where, reveal } = await hiding(modelKey, wanted)
        const part = conditions(where)
        const [found, ...others] = await ask(
          [
            compile(sql`SELECT * FROM ${name(model)} WHERE ${part} ${rest}`),
            ...joined(model, part, join),
          ],
          'read',
        )
        return (found?.rows ?? []).map((row) =>
          reveal(withoutWrongLock(withJoined(fieldsOf(modelKey ?? model, row), join, others))),
        )
      }

      async function update(
        model: string,
        modelKey: string | undefined,
        wanted: readonly CleanedWhere[],
        set: readonly SQL[],
      ) {
        const { where, reveal } = await hiding(modelKey, wanted)
        const [result] = await ask(
          [
            compile(sql`UPDATE ${name(model)} SET ${sql.join([...set], sql`, `)}
              WHERE ${conditions(where)} RETURNING *`),
          ],
          'write',
        )
        return (result?.rows ?? []).map((row) => reveal(fieldsOf(modelKey ?? model, row)))
      }

      const setting = (data: Stored) =>
        Object.entries(data).map(([key, value]) => sql`${name(key)} = ${bound(value)}`)

      async function remove(
        model: string,
        modelKey: string | undefined,
        wanted: readonly CleanedWhere[],
        limit: SQL = sql``,
      ) {
        const { where, reveal } = await hiding(modelKey, wanted)
        const which = sql`SELECT rowid FROM ${name(model)} WHERE ${conditions(where)} ${limit}`
        const [result] = await ask(
          [compile(sql`DELETE FROM ${name(model)} WHERE rowid IN (${which}) RETURNING *`)],
          'write',
        )
        const removed = result?.rows ?? []
        if (modelKey === 'session') for (const { id } of removed) ended(String(id))
        return removed.map((row) => reveal(fieldsOf(modelKey ?? model, row)))
      }

      const page = (limit: number, offset = 0) => sql`LIMIT ${limit} OFFSET ${offset}`

      return {
        async create({ model, modelKey, data }) {
          const stored = await values(modelKey, data)
          const keys = Object.keys(stored)
          await askActive(
            [
              ...(modelKey === 'session' ? [guardActive({ userId: bound(stored.userId) })] : []),
              compile(sql`INSERT INTO ${name(model)} (${sql.join(keys.map(name), sql`, `)})
                VALUES (${sql.join(
                  keys.map((key) => sql`${bound(stored[key])}`),
                  sql`, `,
                )})`),
              ...(await alongside(modelKey, stored)),
            ],
            'write',
          )
          return data
        },
        async findOne<T>({ model, modelKey, where, join }: FindOne) {
          const [found] = await select(model, modelKey, where, join, page(1))
          return (found ?? null) as T | null
        },
        async findMany<T>({ model, modelKey, where, limit, sortBy, offset, join }: FindMany) {
          const order = sortBy
            ? sql`ORDER BY ${name(sortBy.field)} ${sql.raw(sortBy.direction === 'desc' ? 'DESC' : 'ASC')}`
            : sql``
          return (await select(
            model,
            modelKey,
            where,
            join,
            sql`${order} ${page(limit, offset)}`,
          )) as T[]
        },
        async count({ model, modelKey, where }) {
          const { where: hidden } = await hiding(modelKey, where)
          const [result] = await ask(
            [compile(sql`SELECT count(*) AS n FROM ${name(model)} WHERE ${conditions(hidden)}`)],
            'read',
          )
          return Number(result?.rows[0]?.n ?? 0)
        },
        async update<T>({ model, modelKey, where, update: data }: Update) {
          const [first] = await update(
            model,
            modelKey,
            where,
            setting(await values(modelKey, data as Stored)),
          )
          return (first ?? null) as T | null
        },
        async updateMany({ model, modelKey, where, update: data }) {
          const set = setting(await values(modelKey, data as Stored))
          return (await update(model, modelKey, where, set)).length
        },
        async delete({ model, modelKey, where }) {
          await remove(model, modelKey, where)
        },
        async deleteMany({ model, modelKey, where }) {
          return (await remove(model, modelKey, where)).length
        },
        async consumeOne<T>({ model, modelKey, where }: Wanted) {
          const [first] = await remove(model, modelKey, where, sql`LIMIT 1`)
          return (first ?? null) as T | null
        },
        async incrementOne<T>({ model, modelKey, where, increment, set = {} }: Increment) {
          const added = Object.entries(increment).map(
            ([key, delta]) => sql`${name(key)} = coalesce(${name(key)}, 0) + ${delta}`,
          )
          const [first] = await update(model, modelKey, where, [...added, ...setting(set)])
          return (first ?? null) as T | null
        },
      }

      function columnsToFields(tables: Schema) {
        const known = new Map<string, Map<string, { field: string; isTime: boolean }>>()
        for (const [model, { fields }] of Object.entries(tables)) {
          const columns = new Map(
            Object.entries(fields).map(([field, { type }]) => [
              snake(field),
              { field, isTime: timeTypes.has(String(type)) },
            ]),
          )
          known.set(model, columns)
        }
        return (modelKey: string, row: Row): Stored => {
          const columns = known.get(modelKey)
          const found: Stored = { id: row.id }
          for (const [column, { field, isTime }] of columns ?? []) {
            const value = row[column]
            found[field] = isTime && value != null ? new Date(Number(value)) : (value ?? null)
          }
          return found
        }
      }
    },
  })
}

interface Wanted {
  model: string
  modelKey?: string | undefined
  where: CleanedWhere[]
}
interface FindOne extends Wanted {
  join?: JoinConfig | undefined
}
interface FindMany extends Omit<FindOne, 'where'> {
  where?: CleanedWhere[] | undefined
  limit: number
  sortBy?: { field: string; direction: 'asc' | 'desc' } | undefined
  offset?: number | undefined
}
interface Update extends Wanted {
  update: unknown
}
interface Increment extends Wanted {
  increment: Record<string, number>
  set?: Record<string, unknown> | undefined
}
