import fc from 'fast-check'

/** As much of JSON Schema (2020-12) as the document says. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  format?: string
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  minLength?: number
  maxLength?: number
  example?: unknown
}

/** Texts that have broken something somewhere: quotes, paths, keys, expressions, odd characters. */
export const nastyTexts = [
  '',
  ' ',
  "'; DROP TABLE contacts; --",
  '" OR 1=1 --',
  "$.f1') FROM sqlite_master; --",
  '$[0]',
  '../../etc/passwd',
  '%00',
  '\0',
  '\ud800',
  '\u202eabc',
  '<script>alert(1)</script>',
  '=HYPERLINK("http://evil.example")',
  '__proto__',
  'constructor',
  'toString',
  '(a+)+$',
  `${'a'.repeat(64)}!`,
  'x'.repeat(5_000),
  'é'.repeat(300),
  '\r\nx-injected: 1',
  '9'.repeat(40),
  '-1',
  '1e999',
  'NaN',
  '2026-02-30',
  '{}',
  '[]',
  'null',
]

const nasty: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...nastyTexts),
  fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 1e308, 2 ** 53, -(2 ** 53), [], {}, [[]]),
  fc.constantFrom<unknown>([null], { a: { b: {} } }, JSON.parse('{"__proto__":{"admin":true}}')),
  fc.string({ maxLength: 20, unit: 'grapheme' }),
)

/**
 * Values of a schema, now and then broken: in place of any part of them may stand anything.
 *
 * @param resolve finds what a `$ref` stands for
 */
export function valuesOf(
  schema: Schema,
  resolve: (ref: string) => Schema,
  depth = 0,
): fc.Arbitrary<unknown> {
  const good = goodValues(schema, resolve, depth)
  return fc.oneof({ weight: 14, arbitrary: good }, { weight: 1, arbitrary: nasty })
}

function goodValues(
  schema: Schema,
  resolve: (ref: string) => Schema,
  depth: number,
): fc.Arbitrary<unknown> {
  if (depth > 5) return fc.constant(null)
  const inner = (part: Schema) => valuesOf(part, resolve, depth + 1)
  if (schema.$ref) return valuesOf(resolve(schema.$ref), resolve, depth + 1)
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map(inner))
  if (schema.allOf)
    return goodValues(Object.assign({}, ...schema.allOf.map(flat(resolve))), resolve, depth + 1)
  const types = [schema.type ?? (schema.properties ? 'object' : 'any')].flat()
  return fc.oneof(...types.map((type) => ofType(type, schema, inner)))
}

const flat = (resolve: (ref: string) => Schema) => (schema: Schema) =>
  schema.$ref ? resolve(schema.$ref) : schema

function ofType(
  type: string,
  schema: Schema,
  inner: (part: Schema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const makers: Record<string, () => fc.Arbitrary<unknown>> = {
    string: () => ofString(schema),
    integer: () =>
      fc.integer({ min: schema.minimum ?? -5, max: Math.min(schema.maximum ?? 300, 2 ** 31 - 1) }),
    number: () =>
      fc.oneof(
        fc.integer({ min: -10, max: 1_000 }),
        fc.double({ noNaN: true, min: -1e9, max: 1e9 }),
      ),
    boolean: () => fc.boolean(),
    null: () => fc.constant(null),
    array: () =>
      fc.array(inner(schema.items ?? {}), {
        minLength: Math.min(schema.minItems ?? 0, 3),
        maxLength: 4,
      }),
    object: () => ofObject(schema, inner),
  }
  return makers[type]?.() ?? fc.oneof(fc.string({ maxLength: 12 }), fc.integer(), nasty)
}

function ofString({
  format,
  minLength = 0,
  maxLength = 24,
  example,
}: Schema): fc.Arbitrary<string> {
  const formats: Record<string, () => fc.Arbitrary<string>> = {
    'date-time': () =>
      fc.date({ noInvalidDate: true, min: new Date(0) }).map((date) => date.toISOString()),
    date: () =>
      fc
        .date({ noInvalidDate: true, min: new Date(0) })
        .map((date) => date.toISOString().slice(0, 10)),
    uuid: () => fc.uuid(),
    'idn-email': () => fc.nat(500).map((n) => `fuzz${n}@example.com`),
    iri: () => fc.constant('https://example.com/x'),
  }
  const made = formats[format ?? '']?.()
  if (made) return made
  const any = fc.string({ minLength, maxLength: Math.max(minLength, Math.min(maxLength, 24)) })
  return typeof example === 'string' ? fc.oneof(any, fc.constant(example)) : any
}

function ofObject(
  { properties = {}, required = [], additionalProperties }: Schema,
  inner: (part: Schema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const entries = Object.entries(properties)
  // A few of many: a contact has dozens of values, and a request seldom.
  const optional = entries.map(([key]) => key).filter((key) => !required.includes(key))
  const chosen = fc.subarray(optional, { maxLength: Math.min(5, optional.length) })
  const known = chosen.chain((keys) => {
    // Now and then even what is required is missing.
    const wanted = entries.filter(([key]) => required.includes(key) || keys.includes(key))
    const members = Object.fromEntries(wanted.map(([key, part]) => [key, inner(part)]))
    return fc.record(members, { requiredKeys: required.filter((key) => key in members) })
  })
  const more =
    additionalProperties === false
      ? fc.constant({})
      : fc.dictionary(fc.constantFrom('x', 'name', 'email', '__proto__', 'constructor'), nasty, {
          maxKeys: 2,
        })
  return fc
    .tuple(
      known,
      fc.oneof({ weight: 9, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: more }),
    )
    .map(([object, extra]) => ({ ...object, ...extra }))
}
