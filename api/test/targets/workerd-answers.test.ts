import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ProblemCode, problems } from '@cardfile/openapi'
import { describe, expect, it } from 'vitest'
import { root } from '../../scripts/processes.ts'
import { readAnswers } from './answers.ts'

// Ordinary runs ask the Worker a part of the contract. Whatever that leaves out, each operation and each
// problem is in it: this file runs when the others are done, and reads what was answered.

const document = JSON.parse(readFileSync(join(root, 'openapi', 'openapi.json'), 'utf8')) as {
  paths: Record<string, Record<string, { operationId: string }>>
}
const answers = readAnswers()

/** What the Worker never says. */
const elsewhere: Partial<Record<ProblemCode, string>> = {
  busy: 'where somebody else writes between all of its attempts, which no test can make sure of',
  read_only: 'where a database is opened to be read only, as a file of Node is',
  storage_full: 'where the disk of a server of one’s own is full',
}

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { operationId }]) => ({
    operationId,
    method: method.toUpperCase(),
    // A sibling with a word where this has a placeholder is another operation, and asked for as such.
    pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/:]+')}$`),
  })),
)

describe('a run of the contract in workerd', () => {
  it('meets every operation with an answer that is no refusal', () => {
    const met = answers.filter(({ status }) => status < 400)
    const unmet = operations.filter(
      ({ method, pattern }) =>
        !met.some((answer) => answer.method === method && pattern.test(answer.path)),
    )
    expect(unmet.map(({ operationId }) => operationId)).toEqual([])
  })

  it('meets every problem there is', () => {
    const met = new Set(answers.map(({ code }) => code))
    const unmet = Object.keys(problems).filter((code) => !met.has(code) && !(code in elsewhere))
    expect(unmet).toEqual([])
  })
})
