import type { BrowserContext } from 'playwright-core'
import type { Site } from './start-site.ts'

export interface Credentials {
  name: string
  email: string
  password: string
}

export const owner: Credentials = {
  name: 'Olga Owner',
  email: 'olga@example.com',
  password: 'seven quiet otters',
}

export type Cookies = Parameters<BrowserContext['addCookies']>[0]

/** Makes the owner's account of a new site. @returns the cookies of the session it begins */
export async function setUp(
  { url, setupToken }: Pick<Site, 'url' | 'setupToken'>,
  account: Credentials = owner,
): Promise<Cookies> {
  const token = setupToken === undefined ? {} : { token: setupToken }
  return cookiesOf(url, await post(url, '/api/v1/setup', { ...account, ...token }))
}

/** Signs in as a browser would, without one. */
export async function signIn(
  { url }: Site,
  { email, password }: Pick<Credentials, 'email' | 'password'>,
): Promise<Cookies> {
  return cookiesOf(url, await post(url, '/api/auth/sign-in/email', { email, password }))
}

export function cookieHeader(cookies: Cookies): string {
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}

async function post(url: string, path: string, body: object): Promise<Response> {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return response
}

function cookiesOf(url: string, response: Response): Cookies {
  return response.headers.getSetCookie().map((line) => {
    const [pair = ''] = line.split(';')
    const at = pair.indexOf('=')
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url, httpOnly: true }
  })
}
