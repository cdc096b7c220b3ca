import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { owner, signIn } from './accounts.ts'
import { focused } from './focus.ts'
import { follow } from './follow.ts'
import { totp } from './totp.ts'
import { startVisit, type Visit } from './visit.ts'

let visit: Visit
let page: Page
let secret = ''
let codes: string[] = []
let { password } = owner
beforeAll(async () => {
  visit = await startVisit()
  page = visit.page
})
afterAll(() => visit?.close())

const button = (label: string, on: Page = page) =>
  on.getByRole('button', { name: label, exact: true })
const expected = [400, 401, 422]

async function enterPassword(on: Page) {
  await on.goto('/sign-in')
  await on.getByLabel('E-mail address', { exact: true }).fill(owner.email)
  await on.getByLabel('Password', { exact: true }).fill(password)
  await button('Sign in', on).click()
}

describe('one’s own account', () => {
  it('changes the name, which is at once in the menu', async () => {
    await page.goto('/account')
    await page.getByLabel('Name', { exact: true }).fill('Olga Renamed')
    await button('Save name').click()
    await button('Account of Olga Renamed').waitFor()
    expect(visit.complaints(expected)).toEqual([])
  })

  it('changes the password, and signs out whoever else is signed in', async () => {
    const other = await visit.open({}, await signIn(visit, owner))
    await other.goto('/contacts')
    await other.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor()
    await page.goto('/account')
    const next = 'eight calm badgers'
    await page.getByLabel('Current password').fill('something else entirely')
    await page.getByLabel('New password').fill(next)
    await button('Change password').click()
    await page.getByText('Current password is wrong').waitFor()
    await page.getByLabel('Current password').fill(password)
    await page.getByLabel('New password').fill('short')
    await button('Change password').click()
    await page.getByText('New password must have at least 12 characters').waitFor()
    await page.getByLabel('New password').fill(next)
    await button('Change password').click()
    await page.getByText('Your password was changed').waitFor()
    password = next
    // What a browser is believed for a minute without a look at the database.
    await other.context().clearCookies({ name: /session_data$/ })
    await other.reload()
    await other.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
    await other.context().close()
    await page.goto('/contacts')
    await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor()
    expect(visit.complaints(expected)).toEqual([])
  })

  it('lists the sessions, marks this one, and ends another', async () => {
    const other = await visit.open({}, await signIn(visit, { ...owner, password }))
    await other.goto('/account')
    await page.goto('/account')
    const list = page.getByRole('list', { name: 'Where you are signed in' })
    await list.getByText('This one').waitFor()
    const before = await list.getByRole('listitem').count()
    await list
      .getByRole('button', { name: /^End the session/ })
      .first()
      .click()
    await page.getByText('Ended').first().waitFor()
    await expect.poll(() => list.getByRole('listitem').count()).toBe(before - 1)
    await other.context().close()
    expect(visit.complaints(expected)).toEqual([])
  })
})

describe('two-factor sign-in', () => {
  it('is turned on with a code of the app, and shows recovery codes once', async () => {
    await follow(page, '/account', 'Your account')
    await button('Turn on').click()
    await page.getByLabel('Your password').fill('not this one, surely')
    await button('Continue').click()
    await page.getByText('Your password is wrong').waitFor()
    await page.getByLabel('Your password').fill(password)
    await button('Continue').click()
    await page.locator('.cf-qr svg').waitFor()
    secret = await page.locator('.cf-qr code').innerText()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Code from your authenticator app').fill('000000')
    await dialog.getByRole('button', { name: 'Turn on' }).click()
    await page.getByText('is wrong. Enter the one the app shows now').waitFor()
    await dialog.getByLabel('Code from your authenticator app').fill(totp(secret))
    await dialog.getByRole('button', { name: 'Turn on' }).click()
    await page.getByText('These are shown this once.').waitFor()
    codes = await page
      .getByRole('list', { name: 'Recovery codes' })
      .getByRole('listitem')
      .allInnerTexts()
    expect(codes.length).toBeGreaterThan(4)
    const download = page.waitForEvent('download')
    await button('Download').click()
    expect((await download).suggestedFilename()).toBe('cardfile-recovery-codes.txt')
    await button('I have kept them').click()
    await button('Turn off').waitFor()
    expect(visit.complaints(expected)).toEqual([])
  })

  it('asks for a code at the next sign-in, and takes no wrong one', async () => {
    const other = await visit.open({}, [])
    await enterPassword(other)
    const code = other.getByLabel('Code from your authenticator app')
    await code.waitFor()
    expect(await code.getAttribute('autocomplete')).toBe('one-time-code')
    await focused(code)
    await code.fill('000000')
    await button('Sign in', other).click()
    await other.getByText('This code is not right, or its time is over.').waitFor()
    // Each code is taken once: this is the one that comes next, which is taken already.
    await code.fill(totp(secret, Date.now() + 30_000))
    await button('Sign in', other).click()
    await other.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor()
    await other.context().close()
    expect(visit.complaints(expected)).toEqual([])
  })

  it('takes a recovery code once', async () => {
    for (const works of [true, false]) {
      const other = await visit.open({}, [])
      await enterPassword(other)
      await button('Use a recovery code instead', other).click()
      await other.getByLabel('Recovery code', { exact: true }).fill(codes[0]!)
      await button('Sign in', other).click()
      if (works) await other.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor()
      else await other.getByText('This is no recovery code of yours').waitFor()
      await other.context().close()
    }
    expect(visit.complaints(expected)).toEqual([])
  })

  it('is turned off with the password', async () => {
    await follow(page, '/account', 'Your account')
    await button('Turn off').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Your password').fill(password)
    await dialog.getByRole('button', { name: 'Turn off' }).click()
    await button('Turn on').waitFor()
    expect(visit.complaints(expected)).toEqual([])
  })
})

describe('a passkey', () => {
  it('is added on the account page and signs in without a password', async () => {
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('WebAuthn.enable')
    await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    // A passkey belongs to a name, never to an address of numbers.
    const named = visit.url.replace('127.0.0.1', 'localhost')
    await page.goto(`${named}/sign-in`)
    await page.getByLabel('E-mail address', { exact: true }).fill(owner.email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await button('Sign in').click()
    await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor()
    await follow(page, '/account', 'Your account')
    await button('Add a passkey').click()
    await page.getByRole('dialog').getByLabel('Name').fill('My laptop')
    await button('Continue').click()
    await page.getByText('My laptop').waitFor()
    const signedIn = page.waitForResponse(
      (response) => response.url().endsWith('/passkey/verify-authentication') && response.ok(),
    )
    await button('Account of Olga Renamed').click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    // What the browser proposes in the e-mail field is mostly taken first, and the page to sign in on
    // gone before it is seen; no password either way.
    await button('Sign in with a passkey')
      .click({ timeout: 2_000 })
      .catch(() => undefined)
    await signedIn
    await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor()
    await follow(page, '/account', 'Your account')
    await button('Remove the passkey My laptop').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await button('Remove the passkey My laptop').waitFor({ state: 'hidden' })
  })
})
