type Node = Record<string, unknown>

/** Members whose content is data and no schema, whatever it looks like. */
const data = new Set(['example', 'examples', 'default', 'enum', 'const', 'x-cardfile-when'])

/** Members that go into the comments of clients. */
const words = new Set(['title', 'description', 'summary'])

/**
 * A document, or a part of one, in which each schema is written in the way that generators of clients
 * agree on. It takes the same values as before:
 * - A number says how wide it is. Without a format some take the narrower one: decimals became 32 bits.
 *   Where only whole ones are listed it is whole, since some write those out as they stand.
 * - Words that people wrote end no comment of the code they are put into.
 * - null stands among the types of a schema (`["string", "null"]`), never as an alternative of its own,
 *   for which some languages have no type.
 * - Objects of which each has one member that no other has are one object, of whose members one is given.
 *   As alternatives without names, in a list, they are more than some can tell apart.
 */
export function portable(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(portable)
  if (!isNode(node)) return node
  return withFormat(
    withoutAlternatives(
      eachMember(node, (part, name) => {
        if (data.has(name)) return part
        if (words.has(name) && typeof part === 'string') return withoutCommentEnds(part)
        // Their names are fields' keys, of which one may be called `default`.
        return name === 'properties' && isNode(part) ? eachMember(part, portable) : portable(part)
      }),
    ),
  )
}

/** What ends a comment in the languages of clients, or a text of documentation in Python. */
function withoutCommentEnds(text: string): string {
  return text
    .replaceAll('*/', '* /')
    .replaceAll('"""', "'''")
    .replace(/(["\\])$/, '$1 ')
}

function isNode(node: unknown): node is Node {
  return typeof node === 'object' && node !== null && !Array.isArray(node)
}

function eachMember(node: Node, make: (part: unknown, name: string) => unknown): Node {
  return Object.fromEntries(Object.entries(node).map(([name, part]) => [name, make(part, name)]))
}

function withFormat(stated: Node): Node {
  if ('format' in stated) return stated
  const schema = hasWholeValues(stated) ? { ...stated, type: 'integer' } : stated
  if (hasType(schema, 'integer')) return { ...schema, format: isShort(schema) ? 'int32' : 'int64' }
  return hasType(schema, 'number') ? { ...schema, format: 'double' } : schema
}

function hasWholeValues({ type, enum: values }: Node): boolean {
  return type === 'number' && Array.isArray(values) && values.every(Number.isInteger)
}

function isShort({ minimum, maximum }: Node): boolean {
  return (
    typeof minimum === 'number' &&
    typeof maximum === 'number' &&
    minimum >= -(2 ** 31) &&
    maximum < 2 ** 31
  )
}

function hasType({ type }: Node, wanted: string): boolean {
  return type === wanted || (Array.isArray(type) && type.includes(wanted))
}

function withoutAlternatives(schema: Node): Node {
  const keyword = ['anyOf', 'oneOf'].find((name) => Array.isArray(schema[name]))
  if (keyword === undefined) return schema
  const { [keyword]: listed, ...rest } = schema
  const alternatives = listed as Node[]
  return oneMemberOf(alternatives, rest) ?? withoutNullAlternative(schema, keyword, alternatives)
}

/** One object for alternatives that each have one member of their own, or undefined. */
function oneMemberOf(alternatives: readonly Node[], rest: Node): Node | undefined {
  const members = alternatives.map(onlyMember)
  const properties = Object.assign({}, ...members)
  if (members.includes(undefined) || Object.keys(properties).length < members.length)
    return undefined
  return {
    ...rest,
    type: 'object',
    properties,
    minProperties: 1,
    maxProperties: 1,
    additionalProperties: false,
  }
}

function onlyMember({ properties, required, ...rest }: Node): Node | undefined {
  const { type, additionalProperties, ...more } = rest
  const isOpen = type !== 'object' || additionalProperties !== false
  if (isOpen || Object.keys(more).length > 0 || !isNode(properties)) return undefined
  const names = Object.keys(properties)
  const isOne = names.length === 1 && Array.isArray(required) && required[0] === names[0]
  return isOne ? properties : undefined
}

function withoutNullAlternative(schema: Node, keyword: string, alternatives: Node[]): Node {
  const { [keyword]: _listed, ...rest } = schema
  const others = alternatives.filter(({ type }) => type !== 'null')
  const typed = others.findIndex((other) => typeof other.type === 'string')
  if (others.length === alternatives.length || typed < 0) return schema
  const nullable = others.map((other, index) => (index === typed ? orNull(other) : other))
  return nullable.length === 1 ? { ...rest, ...nullable[0] } : { ...rest, [keyword]: nullable }
}

function orNull(schema: Node): Node {
  const values = schema.enum
  return {
    ...schema,
    type: [schema.type, 'null'],
    ...(Array.isArray(values) ? { enum: [...values, null] } : {}),
  }
}
