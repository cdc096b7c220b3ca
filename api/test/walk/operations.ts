import { readFileSync } from 'node:fs'
import type { Need } from '@cardfile/openapi'
import { needKey } from '../../src/http/operation.ts'
import { requestOf, type Step } from './step.ts'

/** An operation of the committed document, as far as the walk goes by it. */
export interface Operation {
  id: string
  method: string
  path: string
  need: Need
  /** Whether its body is JSON; null where it has none. */
  takesJson: boolean | null
  needsVersion: boolean
  statuses: string[]
}

interface Described {
  operationId: string
  requestBody?: { content: Record<string, unknown> }
  parameters?: { name: string }[]
  responses: Record<string, unknown>
  [needKey]: Need
}

const file = new URL('../../../openapi/openapi.json', import.meta.url)
const { paths } = JSON.parse(readFileSync(file, 'utf8')) as {
  paths: Record<string, Record<string, Described>>
}

export const operations: readonly Operation[] = Object.entries(paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, described]) => ({
    id: described.operationId,
    method: method.toUpperCase(),
    path,
    need: described[needKey],
    takesJson: described.requestBody ? 'application/json' in described.requestBody.content : null,
    needsVersion: described.parameters?.some(({ name }) => name === 'if-match') ?? false,
    statuses: Object.keys(described.responses),
  })),
)

/** Literal paths first: `/imports/{id}` must not swallow `/imports/file`. */
const patterns = operations
  .toSorted((a, b) => a.path.split('{').length - b.path.split('{').length)
  .map((operation) => ({
    operation,
    pattern: new RegExp(`^${operation.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  }))

/** @returns undefined for what no operation is, such as the paths of signing in */
export function operationOf(step: Step): Operation | undefined {
  const { method, path } = requestOf(step)
  const [bare = ''] = path.split('?')
  return patterns.find(
    ({ operation, pattern }) => operation.method === method && pattern.test(bare),
  )?.operation
}
