import { BrowserLike } from '../contract/support/browser-like.ts'
import { rowsOfFile } from '../contract/support/imports.ts'
import type { Started } from '../targets/index.ts'
import { Mask } from './mask.ts'
import { type Asker, requestOf, type Step } from './step.ts'

/** What came of a step, without what is new each time. */
export interface Record {
  step: string
  answer: string
  headers: { [name: string]: string }
  body: string
}

/** Headers that are part of what an answer says. */
const telling = [
  'allow',
  'cache-control',
  'content-disposition',
  'content-type',
  'etag',
  'idempotency-replayed',
  'location',
  'retry-after',
  'www-authenticate',
]

const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Takes the steps one after the other over an installation that nobody has been to. */
export class Walker {
  readonly #started: Started
  readonly #mask = new Mask(new Date())
  readonly #kept = new Map<string, string>()
  readonly #browsers: { [who: string]: BrowserLike }

  constructor(started: Started) {
    this.#started = started
    this.#browsers = {
      owner: new BrowserLike(started),
      agent: new BrowserLike(started),
      newcomer: new BrowserLike(started),
    }
  }

  async take(step: Step): Promise<Record> {
    const { method, path } = requestOf(step)
    const asked = this.#filled(path)
    const response = await this.#ask(step.by ?? 'owner', method, asked, step)
    const type = response.headers.get('content-type') ?? ''
    const text = type.startsWith(sheet)
      ? JSON.stringify(await rowsOfFile(await response.blob()))
      : await response.text()
    for (const [name, where] of Object.entries(step.keep ?? {})) {
      const value = found(text, where)
      if (value !== undefined) this.#kept.set(name, value)
    }
    const headers = Object.fromEntries(
      telling.map((name) => [name, this.#mask.over(response.headers.get(name) ?? '')]),
    )
    return {
      step: `${step.by ?? 'owner'} ${step.ask}`,
      answer: [response.status, codeOf(type, text)].filter(Boolean).join(' '),
      headers,
      body: this.#mask.over(text),
    }
  }

  /** What the owner may take with them at the end. */
  async wholeExport(): Promise<string> {
    const path = '/api/v1/exports/contacts?format=csv&hidden=1&headings=keys'
    const response = await this.#ask('owner', 'GET', path, {})
    return this.#mask.over(await response.text())
  }

  async #ask(
    by: Asker,
    method: string,
    path: string,
    { headers = {}, body, type = 'application/json' }: Pick<Step, 'headers' | 'body' | 'type'>,
  ): Promise<Response> {
    const own = this.#browsers[by]
    const sent: RequestInit = {
      method,
      redirect: 'manual',
      headers: {
        'cf-connecting-ip': '203.0.113.7',
        ...own?.sentBy(method),
        ...(by === 'key' && { authorization: this.#filled('Bearer {{secret}}') }),
        ...(body !== undefined && { 'content-type': type }),
        ...Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [name, this.#filled(value)]),
        ),
      },
      ...(body !== undefined && {
        body: this.#filled(typeof body === 'string' ? body : JSON.stringify(body)),
      }),
    }
    const response = await this.#started.ask(path, sent)
    own?.take(response)
    return response
  }

  /** A walk that has gone wrong goes on, so that all of it is seen. */
  #filled(text: string): string {
    return text.replaceAll(
      /\{\{(\w+)\}\}/g,
      (_, name: string) => this.#kept.get(name) ?? `nothing-kept-as-${name}`,
    )
  }
}

function codeOf(type: string, text: string): string {
  if (!type.startsWith('application/problem+json')) return ''
  return (JSON.parse(text) as { code: string }).code
}

function found(text: string, where: string | RegExp): string | undefined {
  if (where instanceof RegExp) return where.exec(text)?.[1]
  if (text === '') return undefined
  const value = at(JSON.parse(text), where.split('.'))
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** @param path names of members; `*` stands for all of a list */
function at(value: unknown, [name, ...more]: readonly string[]): unknown {
  if (name === undefined) return value
  if (name === '*') return Array.isArray(value) ? value.map((item) => at(item, more)) : undefined
  return at(Object(value)[name], more)
}
