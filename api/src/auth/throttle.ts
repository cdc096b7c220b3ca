import { detail } from '@cardfile/openapi'
import { sql } from 'drizzle-orm/sql'
import type { Context } from '../installation/context.ts'
import { compile, type Statement } from '../db/statement.ts'
import { clientNetwork, parseAddress } from '../http/address.ts'
import { ProblemError } from '../errors/problem-error.ts'
import { clockTolerance } from './clock.ts'
import { cookiePrefix, readCookie } from './cookies.ts'
import { digest, keyedDigest, randomToken } from '../crypto/digest.ts'
import type { NewSession } from './new-session.ts'
import type { Accounts } from '../installation/account-settings.ts'

/** One try of a password, counted as failed until it turns out otherwise. */
export interface Attempt {
  /** Digest of the e-mail that was tried: tells tries of the same account from others, and no more. */
  account: string
  /** Whose e-mail it is, where it is anybody's. */
  person: { id: string; name: string } | null
  /** Counts that a success takes back. */
  keys: readonly string[]
  /** When it was let through, in milliseconds since 1970. */
  at: number
}

/** Where a request comes from, as places are told apart. */
interface Origin {
  /** Digests: of the device's cookie, then of the address where it is known. */
  places: readonly [string, ...string[]]
  device: { cookie: string; isNew: boolean; token: string; secure: boolean }
}

interface Pace {
  key: string
  /** Failures that cost nothing. */
  free: number
  /** Longest time between two tries, in milliseconds. */
  slowest: number
}

const minute = 60_000
const day = 24 * 60 * minute
/** How long nothing must have been tried for a count to begin anew. */
const forgottenAfter = day
const placeLasts = 90 * day
const deviceCookieLasts = 365 * 24 * 60 * 60
const freeTries = 10
/** More people than one sit behind one address. */
const freeTriesOfAddress = 50

/**
 * Lets a try of a password through, or has it wait.
 *
 * Tries from where the person has signed in before (a device by its cookie, else an address) are
 * counted apart, so that strangers can never shut anybody out of their own device. All others share the
 * account's count: from the eleventh on there is one try at a time for everybody, at most a minute
 * apart, and each address waits longer, up to a quarter of an hour. E-mails that are nobody's behave
 * the same.
 *
 * @throws ProblemError `too_many_requests` with the seconds to wait
 */
export async function admit(
  accounts: Accounts,
  ctx: Context,
  request: Request,
  email: string,
): Promise<Attempt> {
  const name = email.trim().normalize('NFC').toLowerCase().slice(0, 254)
  const account = await keyedDigest(accounts.settings.secret, 'account', name)
  const { places } = await originOfRequest(accounts, ctx, request)
  const [, addressPlace = null] = places
  const [found] = await ctx.db.batch([selectKnown(name, places, ctx.now() - placeLasts)], 'read')
  const row = found?.rows[0]
  const known: string[] = row ? JSON.parse(String(row.places)) : []
  const own = places.find((place) => known.includes(place))
  const paces: Pace[] =
    own === undefined
      ? [
          { key: account, free: freeTries, slowest: minute },
          { key: `${account}.${addressPlace ?? ''}`, free: freeTries, slowest: 15 * minute },
          ...(addressPlace === null
            ? []
            : [{ key: addressPlace, free: freeTriesOfAddress, slowest: 15 * minute }]),
        ]
      : [{ key: `${account}.${own}`, free: freeTries, slowest: 15 * minute }]
  const at = ctx.now()
  await reserve(ctx, paces, at)
  return {
    at,
    account,
    person: row ? { id: String(row.id), name: String(row.name) } : null,
    keys: paces.map(({ key }) => key),
  }
}

async function originOfRequest(
  { settings: { secret, origin } }: Accounts,
  ctx: Context,
  request: Request,
): Promise<Origin> {
  const address = ctx.ip === null ? null : parseAddress(ctx.ip)
  const device = deviceOf(request, origin ?? new URL(request.url).origin)
  const place = await digest(device.token)
  if (!address) return { places: [place], device }
  return { places: [place, await keyedDigest(secret, 'address', clientNetwork(address))], device }
}

function selectKnown(email: string, places: readonly string[], since: number): Statement {
  return compile(sql`SELECT u.id, u.name, (
      SELECT json_group_array(k.place) FROM known_places k WHERE k.user_id = u.id
        AND k.last_at >= ${since} AND k.place IN (SELECT value FROM json_each(${JSON.stringify(places)}))
    ) AS places FROM users u WHERE u.email = ${email}`)
}

/** Counts the try before it is made: those sent at the same moment cannot all pass. */
async function reserve(ctx: Context, paces: readonly Pace[], now: number): Promise<void> {
  // What begins later than any wait ends was set by a clock that has been set back since.
  const waiting = sql.join(
    paces.map(
      ({ key, slowest }) => sql`(key = ${key} AND next_at > ${now}
        AND next_at <= ${now + slowest + clockTolerance})`,
    ),
    sql` OR `,
  )
  try {
    await ctx.db.batch(
      [
        compile(sql`INSERT INTO guard (refused) SELECT 1 WHERE EXISTS (
          SELECT 1 FROM sign_in_attempts WHERE ${waiting})`),
        compile(sql`DELETE FROM sign_in_attempts WHERE last_at < ${now - forgottenAfter}`),
        ...paces.map((pace) => count(pace, now)),
      ],
      'write',
    )
  } catch (error) {
    if (!(error instanceof Error && /\brefused\b/.test(error.message))) throw error
    const [found] = await ctx.db.batch(
      [compile(sql`SELECT max(next_at) AS next_at FROM sign_in_attempts WHERE ${waiting}`)],
      'read',
    )
    const wait = Math.max(1, Math.ceil((Number(found?.rows[0]?.next_at ?? now) - now) / 1_000))
    throw new ProblemError('too_many_requests', {
      detail: detail('too_many_attempts', { seconds: wait }),
      retryAfter: wait,
    })
  }
}

function count({ key, free, slowest }: Pace, now: number): Statement {
  const delay = (failures: number | ReturnType<typeof sql>) => sql`CASE
    WHEN ${failures} <= ${free} THEN 0
    ELSE min(${slowest}, 4000 << min(14, ${failures} - ${free} - 1)) END`
  return compile(sql`
    INSERT INTO sign_in_attempts (key, failures, next_at, last_at)
    VALUES (${key}, 1, ${now}, ${now})
    ON CONFLICT (key) DO UPDATE SET failures = failures + 1, last_at = ${now},
      next_at = ${now} + ${delay(sql`(failures + 1)`)}`)
}

/** The password was wrong: the wait after the last try begins now, however long judging it took. */
export function waitFromNow({ keys, at }: Attempt, ctx: Context): Statement {
  return compile(sql`UPDATE sign_in_attempts SET next_at = next_at + ${ctx.now() - at}
    WHERE last_at = ${at} AND next_at > ${at} AND key IN (SELECT value FROM json_each(${JSON.stringify(keys)}))`)
}

/** What was counted for a try that was none. */
export async function takeBack(attempt: Attempt, ctx: Context): Promise<void> {
  await ctx.db.batch([uncounted(attempt, ctx.now())], 'write')
}

function uncounted({ keys }: Attempt, now: number): Statement {
  return compile(sql`UPDATE sign_in_attempts SET failures = failures - 1, next_at = ${now}
    WHERE key IN (SELECT value FROM json_each(${JSON.stringify(keys)}))`)
}

/** The password was right: what was counted for it is taken back. */
export async function recordSuccess(attempt: Attempt, ctx: Context): Promise<void> {
  const now = ctx.now()
  await ctx.db.batch(
    [
      uncounted(attempt, now),
      compile(sql`DELETE FROM sessions WHERE expires_at < ${now}`),
      compile(sql`DELETE FROM verifications WHERE expires_at < ${now}`),
    ],
    'write',
  )
}

/**
 * Knows the place again where somebody has just signed in, by whatever means.
 *
 * @param headers of the answer, which gives the device its cookie
 */
export async function rememberPlace(
  accounts: Accounts,
  ctx: Context,
  request: Request,
  { person }: NewSession,
  headers: Headers,
): Promise<void> {
  const { places, device } = await originOfRequest(accounts, ctx, request)
  const now = ctx.now()
  await ctx.db.batch(
    [
      compile(sql`INSERT INTO known_places (user_id, place, last_at)
        SELECT ${person.id}, value, ${now} FROM json_each(${JSON.stringify(places)}) WHERE 1
        ON CONFLICT DO UPDATE SET last_at = excluded.last_at`),
      compile(sql`DELETE FROM known_places WHERE last_at < ${now - placeLasts}`),
    ],
    'write',
  )
  if (!device.isNew) return
  const secure = device.secure ? '; Secure' : ''
  headers.append(
    'set-cookie',
    `${device.cookie}=${device.token}; Max-Age=${deviceCookieLasts}; Path=/; HttpOnly; SameSite=Lax${secure}`,
  )
}

/** A browser keeps this beyond its sessions; it lets nobody in, it only tells places apart. */
function deviceOf(request: Request, ourOrigin: string): Origin['device'] {
  const { protocol } = new URL(ourOrigin)
  const cookie = `${cookiePrefix(protocol)}.device`
  const sent = readCookie(request.headers.get('cookie'), cookie)
  const isNew = sent === null || !/^[\w-]{43}$/.test(sent)
  return { cookie, isNew, token: isNew ? randomToken() : sent, secure: protocol === 'https:' }
}
