import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { isDeep } from '../deep.ts'
import { target, type Target } from '../targets/index.ts'
import { type Document, DocumentCheck } from './support/document-check.ts'
import { nastyTexts, type Schema, valuesOf } from './support/schema-arbitrary.ts'

/** A run of one's own may ask for another number and seed. */
const requests = Number(
  process.env.CARDFILE_FUZZ_RUNS ??
    (isDeep ? 20_000 : { node: 2_000, workerd: 500 }[target.runtime]),
)
const seed = Number(process.env.CARDFILE_FUZZ_SEED ?? (isDeep ? Date.now() % 2 ** 31 : 20_261))

interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  schema: Schema
}

interface Operation {
  operationId: string
  parameters?: Parameter[]
  requestBody?: { content: Record<string, { schema: Schema }> }
}

/** A request with gaps where only the run knows what is there: `{pool}` is an id it has met. */
interface Draft {
  operationId: string
  method: string
  path: string
  inPath: Record<string, string | { pool: number }>
  query: [string, string][]
  headers: [string, string][]
  body: string | undefined
}

let api: Target
let document: Document

beforeAll(async () => {
  api = await target.start()
  document = await readDocument()
})

async function readDocument(): Promise<Document> {
  return (await (await api.fetch('/api/v1/openapi.json')).json()) as Document
}

/** What makes every later request slower, or takes long itself: files, passwords, the document. */
const seldom = new Set([
  'createField',
  'completeSetup',
  'setPassword',
  'importFile',
  'getDocument',
  'downloadSample',
  'exportContacts',
  'watchImport',
])

/** Where an answer is handed on only when it is whole, one that goes on with an import never comes. */
const unending = new Set(target.runtime === 'workerd' ? ['watchImport'] : [])

const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

/** What a header can carry at all: others never leave the client. */
const headerText = (value: unknown) =>
  text(value)
    .replaceAll(/[^\x20-\x7e]/g, '?')
    .slice(0, 300)
    .trim()

function draftsOf(path: string, method: string, operation: Operation): fc.Arbitrary<Draft> {
  const resolve = (ref: string) =>
    document.components.schemas[ref.replace('#/components/schemas/', '')] as Schema
  const { operationId, parameters = [], requestBody } = operation
  const named = (place: Parameter['in']) => parameters.filter((parameter) => parameter.in === place)
  const valued = (place: Parameter['in']) =>
    fc.tuple(
      ...named(place).map(({ name, schema, required }) =>
        fc.option(
          valuesOf(schema, resolve).map((value): [string, string] => [name, text(value) ?? '']),
          { nil: null, freq: required ? 20 : 1 },
        ),
      ),
    )
  const json = requestBody?.content['application/json']?.schema
  const body = json
    ? fc.oneof(
        { weight: 20, arbitrary: valuesOf(json, resolve).map((value) => JSON.stringify(value)) },
        {
          weight: 1,
          arbitrary: fc.constantFrom(undefined, '', '{', 'null', '[]', '"x"', '{"a":1,"a":2}'),
        },
      )
    : requestBody
      ? fc.constantFrom('Name,Email\nAnn,ann@example.com', 'PK\u0003\u0004', '', '\0\0')
      : fc.constant(undefined)
  const pathValue = fc.oneof(
    { weight: 12, arbitrary: fc.record({ pool: fc.nat(40) }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        ...nastyTexts.filter((one) => one !== '' && one.isWellFormed()),
        '1',
        '99999',
        '0',
      ),
    },
  )
  return fc
    .record({
      inPath: fc.tuple(
        ...named('path').map(({ name }) => pathValue.map((value) => [name, value] as const)),
      ),
      query: valued('query'),
      header: valued('header'),
      ifMatch: fc.constantFrom('*', '"1"', '"2"', 'W/"1"', '"x"', ''),
      type: fc.oneof(
        { weight: 30, arbitrary: fc.constant(json ? 'application/json' : 'text/csv') },
        {
          weight: 1,
          arbitrary: fc.constantFrom('text/plain', 'application/json; charset=latin1', 'x', ''),
        },
      ),
      body,
      otherMethod: fc.oneof(
        { weight: 60, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: fc.constantFrom('PUT', 'PATCH', 'DELETE', 'GET', 'POST') },
      ),
      stray: fc.oneof(
        { weight: 30, arbitrary: fc.constant(null) },
        {
          weight: 1,
          arbitrary: fc.constantFrom(...nastyTexts.filter((one) => one.isWellFormed())),
        },
      ),
    })
    .map(({ inPath, query, header, ifMatch, type, body, otherMethod, stray }) => {
      const sent = otherMethod ?? method.toUpperCase()
      const headers = header.flatMap((one): [string, string][] =>
        one === null ? [] : [[one[0], one[0] === 'if-match' ? ifMatch : headerText(one[1])]],
      )
      return {
        operationId,
        method: sent,
        path,
        inPath: Object.fromEntries(inPath),
        query: [
          ...query.filter((one) => one !== null),
          ...(stray === null ? [] : [['stray', stray] as [string, string]]),
        ],
        headers: body === undefined ? headers : [...headers, ['content-type', type]],
        body: sent === 'GET' ? undefined : body,
      }
    })
}

function everyDraft(): fc.Arbitrary<Draft> {
  const drafts = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, operation]) => {
      const known = operation as unknown as Operation
      if (unending.has(known.operationId)) return []
      const weight = seldom.has(known.operationId) ? 1 : 12
      return [{ weight, arbitrary: draftsOf(path, method, known) }]
    }),
  )
  return fc.oneof(...drafts)
}

/** Ids that answers have told of, by the collection they are of. */
const met = new Map<string, string[]>()

function collectionOf(path: string): string {
  return /^\/api\/v1\/([\w-]+)/.exec(path)?.[1] ?? ''
}

function remember(path: string, body: unknown): void {
  const found = JSON.stringify(body)?.matchAll(/"id":"?([\w-]{1,40})"?/g) ?? []
  const ids = met.get(collectionOf(path)) ?? []
  for (const [, id] of found) if (id && id !== api.owner.id && !ids.includes(id)) ids.push(id)
  // Old ones go: most of them have been deleted by now.
  met.set(collectionOf(path), ids.slice(-40))
}

function addressOf({ path, inPath, query }: Draft): string {
  const ids = met.get(collectionOf(path)) ?? []
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = inPath[name]
    if (typeof value === 'string') return encodeURIComponent(value)
    return encodeURIComponent(
      (name === 'number'
        ? String((value?.pool ?? 0) % 3)
        : ids[(value?.pool ?? 0) % (ids.length || 1)]) ?? 'none',
    )
  })
  const asked = new URLSearchParams(query.map(([name, value]) => [name, value.toWellFormed()]))
  return query.length > 0 ? `${filled}?${asked}` : filled
}

/** Of a stream that goes on for as long as its import runs. */
async function firstEvent({ body }: Response): Promise<string> {
  const decoder = new TextDecoder()
  let told = ''
  // Leaving the loop closes the stream.
  for await (const bytes of body ?? []) {
    told += decoder.decode(bytes, { stream: true })
    if (told.includes('\n\n')) break
  }
  return told
}

/** No path that a URL would shorten by its dots: that is another address, and asked for as such. */
const isShortened = (address: string) => /\/(?:\.|%2e){1,2}(?:\/|$|\?)/i.test(address)

it(`answers ${requests} requests, valid and broken, as documented on ${target.name}`, async () => {
  console.log(`${target.name}: fuzzing with CARDFILE_FUZZ_SEED=${seed}`)
  let check = new DocumentCheck(document)
  const statuses = new Map<number, number>()
  /** By what is wrong, with an example: one run tells of all that it finds. */
  const faults = new Map<string, string>()
  const begun = performance.now()
  await fc.assert(
    fc.asyncProperty(everyDraft(), async (draft) => {
      const address = addressOf(draft)
      if (isShortened(address)) return
      const { method, headers, body } = draft
      const response = await api.fetch(address, {
        method,
        headers,
        ...(body === undefined ? {} : { body }),
      })
      const { status } = response
      const type = response.headers.get('content-type') ?? ''
      const raw = type.startsWith('text/event-stream')
        ? await firstEvent(response)
        : await response.text()
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      const said = `${method} ${address} ${body?.slice(0, 500)} → ${status} ${raw.slice(0, 500)}`
      const read: unknown = raw === '' ? undefined : type.includes('json') ? JSON.parse(raw) : raw
      let fault = check.fault(method, address, status, type, read)
      if (fault) {
        // Its fields may have changed since it was read.
        document = await readDocument()
        check = new DocumentCheck(document)
        fault = check.fault(method, address, status, type, read)
      }
      if (status >= 500) fault ??= `${status}`
      if (fault && faults.size < 20)
        faults.set(`${draft.operationId}: ${fault}`.slice(0, 160), said)
      remember(draft.path, read)
    }),
    { numRuns: requests, seed, endOnFailure: true },
  )
  const told = [...statuses]
    .sort(([a], [b]) => a - b)
    .map(([status, count]) => `${status}: ${count}`)
  console.log(
    `${target.name}: ${requests} requests in ${((performance.now() - begun) / 1000).toFixed(0)} s; ${told.join(', ')}`,
  )
  expect([...faults]).toEqual([])
  // Neither has it locked itself out, nor spoilt what others find.
  expect((await api.fetch('/api/v1/contacts')).status).toBe(200)
  expect([...statuses.keys()].filter((status) => status < 300).length).toBeGreaterThan(1)
}, 1_800_000)
