import type { Started } from '../../targets/index.ts'
import { origin } from '../../targets/target.ts'

export interface Answer<T = Record<string, unknown>> {
  status: number
  headers: Headers
  body: T
  trips: number
}

/** Asks as a page of ours does in a browser of its own: it keeps cookies and says where it is from. */
export class BrowserLike {
  readonly cookies = new Map<string, string>()
  readonly #ask: Started['ask']
  /** Sent with every request. */
  readonly headers: Record<string, string> = {}

  constructor({ ask }: Pick<Started, 'ask'>) {
    this.#ask = ask
  }

  async send<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const response = await this.#ask(path, {
      method,
      redirect: 'manual',
      headers: {
        ...this.sentBy(method),
        ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
        ...this.headers,
        ...headers,
      },
      ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
    })
    this.take(response)
    const text = await response.text()
    const type = response.headers.get('content-type') ?? ''
    return {
      status: response.status,
      headers: response.headers,
      body: (type.includes('json') && text !== '' ? JSON.parse(text) : text) as T,
      trips: Number(/(\d+) trips/.exec(response.headers.get('server-timing') ?? '')?.[1]),
    }
  }

  get = <T = Record<string, unknown>>(path: string) => this.send<T>('GET', path)
  post = <T = Record<string, unknown>>(path: string, body?: unknown) =>
    this.send<T>('POST', path, body)

  signIn(email: string, password: string) {
    return this.post('/api/auth/sign-in/email', { email, password })
  }

  /** The headers that say who asks, and from which page. */
  sentBy(method: string): Record<string, string> {
    return {
      cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      ...(method === 'GET' ? {} : { origin }),
    }
  }

  /** Keeps the cookies of an answer. */
  take({ headers }: Response): void {
    for (const line of headers.getSetCookie()) this.#keep(line)
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';')
    const at = pair.indexOf('=')
    const name = pair.slice(0, at)
    const value = pair.slice(at + 1)
    if (value === '' || attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute)))
      this.cookies.delete(name)
    else this.cookies.set(name, value)
  }
}
