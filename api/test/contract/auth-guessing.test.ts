import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Started, target } from '../targets/index.ts'
import { testSetupToken } from '../targets/sign-in.ts'
import { type Answer, BrowserLike } from './support/browser-like.ts'

let started: Started
/** Where a password costs what it costs people. */
let deployed: Started
/** The owner's own browser, which has signed in before. */
let own: BrowserLike

const email = 'olive@example.com'
const password = 'correct horse battery'

beforeAll(async () => {
  started = await target.startEmpty({ hashing: 'cheap' })
  deployed = await target.startEmpty()
  for (const one of [started, deployed]) {
    const account = { name: 'Olive', email, password, token: testSetupToken }
    expect((await new BrowserLike(one).post('/api/v1/setup', account)).status).toBe(201)
  }
  own = browserAt('198.51.100.1')
  expect((await own.signIn(email, password)).status).toBe(200)
})

beforeEach(async () => {
  await started.client.execute('DELETE FROM sign_in_attempts')
})

function browserAt(address: string, at = started): BrowserLike {
  const browser = new BrowserLike(at)
  browser.headers['cf-connecting-ip'] = address
  return browser
}

const wrongFrom = (address: string, as = email, at = started) =>
  browserAt(address, at).signIn(as, 'wrong horse battery')

const statuses = (answers: Answer[]) => answers.map(({ status }) => status)

/** One after the other, each from an address of its own. */
async function attack(tries: number, as = email): Promise<Answer[]> {
  const answers: Answer[] = []
  for (let at = 1; at <= tries; at++) answers.push(await wrongFrom(`203.0.113.${at}`, as))
  return answers
}

describe('guessing a password', () => {
  test.each([
    ['of an account', email],
    ['of nobody', 'nobody@example.com'],
  ])('%s slows down after ten failures from anywhere', async (_, as) => {
    const answers = await attack(12, as)
    expect(statuses(answers)).toEqual([...Array(11).fill(401), 429])
    const refused = answers.at(-1)!
    expect(refused.body).toMatchObject({ code: 'too_many_requests' })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60)
  })

  test('is not sped up by guessing many at once', async () => {
    const begun = performance.now()
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, at) => wrongFrom(`203.0.113.${at + 1}`)),
    )
    const tried = statuses(answers).filter((status) => status === 401)
    // One more is due after each 4 s, should the machine need that long for them all.
    const due = Math.floor((performance.now() - begun) / 4_000)
    expect(tried.length).toBeLessThanOrEqual(11 + due)
    expect(statuses(answers).filter((status) => status === 429)).toHaveLength(30 - tried.length)
  })

  test('never keeps a person out of where they have signed in before', async () => {
    await attack(12)
    own.cookies.delete('cardfile.session_token')
    own.cookies.delete('cardfile.session_data')
    expect((await own.signIn(email, password)).status).toBe(200)
    // The same device elsewhere, and another browser at the same address.
    own.headers['cf-connecting-ip'] = '192.0.2.77'
    expect((await own.signIn(email, password)).status).toBe(200)
    expect((await browserAt('198.51.100.1').signIn(email, password)).status).toBe(200)
  })

  test('lets them in from anywhere after a wait', async () => {
    const refused = (await attack(12)).at(-1)!
    const elsewhere = browserAt('192.0.2.200')
    expect((await elsewhere.signIn(email, password)).status).toBe(429)
    // So many seconds go by, without taking them.
    const seconds = Number(refused.headers.get('retry-after'))
    await started.client.execute({
      sql: 'UPDATE sign_in_attempts SET next_at = next_at - ?1, last_at = last_at - ?1',
      args: [seconds * 1_000],
    })
    expect((await elsewhere.signIn(email, password)).status).toBe(200)
  })

  test('at one address of a network is guessing at all of them', async () => {
    for (let at = 1; at <= 11; at++) await wrongFrom(`2001:db8::${at}`)
    const { rows } = await started.client.execute(
      'SELECT failures FROM sign_in_attempts ORDER BY failures',
    )
    expect(rows.map(({ failures }) => failures)).toEqual([11, 11, 11])
  })

  test('takes as long for an account that is there as for one that is not', async () => {
    // The quickest of many: a busy machine makes some of them slow, never one quicker than its hash.
    const least = { known: Infinity, unknown: Infinity }
    const tell = () => Math.abs(least.known - least.unknown) / Math.max(least.known, least.unknown)
    let round = 0
    for (; round < 10 || (round < 60 && tell() >= 0.3); round++) {
      await deployed.client.execute('DELETE FROM sign_in_attempts')
      for (const which of round % 2
        ? (['known', 'unknown'] as const)
        : (['unknown', 'known'] as const)) {
        const begun = performance.now()
        const as = which === 'known' ? email : `nobody${round}@example.com`
        await wrongFrom('203.0.113.9', as, deployed)
        least[which] = Math.min(least[which], performance.now() - begun)
      }
    }
    console.warn(
      `${target.name}: a wrong password takes ${least.known.toFixed(0)} ms where there is an account, ${least.unknown.toFixed(0)} ms where there is none (least of ${round})`,
    )
    // What would tell is a hash left out, which is nearly all of the time.
    expect(tell()).toBeLessThan(0.3)
  })
})

describe('what is nobody’s guess', () => {
  test('is not counted: the database failed', async () => {
    const { client } = started
    await client.execute('ALTER TABLE accounts RENAME TO accounts_away')
    try {
      for (let at = 0; at < 2; at++)
        expect((await browserAt('203.0.113.9').signIn(email, password)).status).toBe(500)
    } finally {
      await client.execute('ALTER TABLE accounts_away RENAME TO accounts')
    }
    const { rows } = await client.execute('SELECT max(failures) AS most FROM sign_in_attempts')
    expect(rows[0]?.most).toBe(0)
    expect((await browserAt('203.0.113.9').signIn(email, password)).status).toBe(200)
  })

  test('keeps nobody out: the clock was ahead and is set back', async () => {
    const { client } = started
    await attack(12)
    const ahead = Date.now() + 30 * 86_400_000
    await client.batch(
      [
        `UPDATE sign_in_attempts SET last_at = ${ahead}, next_at = ${ahead}`,
        `UPDATE people SET sessions_from = ${ahead}`,
        'UPDATE schema_state SET version = version + 1',
      ],
      'write',
    )
    const browser = browserAt('203.0.113.77')
    expect((await browser.signIn(email, password)).status).toBe(200)
    expect((await browser.get('/api/v1/me')).status).toBe(200)
  })
})
