import { z } from 'zod'
import { type Reason, reason } from './reasons/reason.ts'

type Issue = z.core.$ZodIssue

/**
 * Where one of several shapes is taken, what is wrong with the one that was meant: that which the value came closest
 * to. zod itself says no more than that none of them fits.
 *
 * @param value what was judged; undefined where it is not at hand, so that less is known of what was meant
 */
export function meant(issues: readonly Issue[], value: unknown): Issue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue]
    const judged = issue.path.reduce<unknown>((at, step) => Object(at)[step], value)
    return closest(
      issue.errors.map((shape) => meant(shape, judged)),
      judged,
    ).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }))
  })
}

/**
 * An object that is one of several shapes. Among these zod takes the only one that knows all but some members of a
 * value for the one that was meant, whatever another is like: so that the closest is told, that is a fault like others.
 */
export function shapeOfSeveral<Members extends z.ZodRawShape>(members: Members) {
  return z.strictObject(members).check((judged) => {
    if (judged.issues.some(({ code }) => code === 'unrecognized_keys')) judged.aborted = true
  })
}

/** How far a value is from a shape, in the order in which it counts. */
type Distance = readonly [otherKind: number, ownMembers: number, within: number]

function closest(shapes: readonly Issue[][], value: unknown): readonly Issue[] {
  const [first = [], ...others] = shapes
  const best = others.reduce(
    (nearest, shape) =>
      compared(distanceOf(shape, value), distanceOf(nearest, value)) < 0 ? shape : nearest,
    first,
  )
  const distance = distanceOf(best, value)
  const tied = shapes.filter((shape) => compared(distanceOf(shape, value), distance) === 0)
  return alternatives(tied, value) ?? best
}

/** A shape of the value's kind is closer than any of another, and one that knows its members than one that does not. */
function distanceOf(shape: readonly Issue[], value: unknown): Distance {
  const isOfOtherKind = shape.some((issue) => issue.path.length === 0 && isOfKind(issue, value))
  const ownMembers = missingIn(shape, value).length + unknownIn(shape).length
  return [Number(isOfOtherKind), ownMembers, shape.length]
}

function compared(a: Distance, b: Distance): number {
  return a.map((far, at) => far - (b[at] ?? 0)).find((difference) => difference !== 0) ?? 0
}

/** Whether something else is asked for: another kind of value, or one of some constants of another kind. */
function isOfKind(issue: Issue, value: unknown): boolean {
  if (issue.code === 'invalid_type') return true
  if (issue.code !== 'invalid_value') return false
  return !issue.values.some((constant) => typeof constant === typeof value)
}

function unknownIn(shape: readonly Issue[]): string[] {
  return shape.flatMap((issue) =>
    issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : [],
  )
}

function missingIn(shape: readonly Issue[], value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  const asked = shape.flatMap(({ path: [member, ...deeper] }) =>
    typeof member === 'string' && deeper.length === 0 ? [member] : [],
  )
  return [...new Set(asked)].filter((member) => Object(value)[member] === undefined)
}

/**
 * Where a value is as far from several shapes, each of which has one member of its own, it is to have one of these
 * alone: none was meant more than the others.
 *
 * @returns null where that is not so
 */
function alternatives(shapes: readonly Issue[][], value: unknown): Issue[] | null {
  if (shapes.length < 2 || typeof value !== 'object' || value === null) return null
  const members = shapes.map((shape) => {
    const unknown = new Set(unknownIn(shape))
    return [
      ...missingIn(shape, value),
      ...Object.keys(value).filter((member) => !unknown.has(member)),
    ]
  })
  const own = new Set(members.flat())
  if (members.some((some) => some.length !== 1) || own.size < shapes.length) return null
  const told: Reason = reason('one_member_needed', { members: [...own] })
  const unknown = Object.keys(value).filter((member) => !own.has(member))
  return [
    { code: 'custom', path: [], message: told.text, params: { reason: told } },
    ...(unknown.length > 0
      ? [{ code: 'unrecognized_keys' as const, keys: unknown, path: [], message: '' }]
      : []),
  ]
}
