import { describe, expect, test } from 'vitest'
import { operationOf, operations } from './operations.ts'
import { requestOf } from './step.ts'
import { steps } from './steps.ts'

/** What whoever asks can bring about; the rest is limits, chance and faults, which have their own tests. */
const byAsking = /^(2\d\d|400|401|403|404|409|412|415|428)$/
/** What the document says of a kind of operations, and these alone never answer. */
const never = [
  // Whoever is signed in may ask, and reading is taken from every page.
  'listFields 403',
  'getContactSchema 403',
  'getField 403',
  'listSections 403',
  'listRoles 403',
  'getMe 403',
  'getDocument 403',
  'listJobs 403',
  'getJob 403',
  'listBulkChanges 403',
  'getBulkChange 403',
  'listBulkChangeRows 403',
  // Only where there are more contacts than a walk makes: long work in steps has its own tests, in each place.
  'getJob 200',
  'continueJob 200',
  'continueJob 409',
  'cancelJob 200',
  'cancelJob 409',
  'updateField 202',
  'checkFieldChange 409',
  'continueBulkChange 409',
  'cancelBulkChange 200',
  // Only while definitions move under it.
  'importFile 409',
  // Only while values of very many contacts are being converted.
  'planSchema 409',
  // Only while others never stop changing the same contacts.
  'upsertContacts 409',
  // Its body is not read.
  'createResetLink 400',
]

const taken = new Set(
  steps.map((step) => `${operationOf(step)?.id} ${step.answer.split(' ')[0] ?? ''}`),
)

describe('the walk', () => {
  test('comes to every operation, and to every answer that its caller can bring about', () => {
    const told = operations.flatMap(({ id, statuses }) =>
      statuses.filter((status) => byAsking.test(status)).map((status) => `${id} ${status}`),
    )
    expect(operations.length).toBeGreaterThan(60)
    expect(told.filter((one) => !taken.has(one)).toSorted()).toEqual(never.toSorted())
  })

  test('breaks the rules of every body', () => {
    const taking = operations.filter(({ takesJson }) => takesJson !== null)
    expect(taking.filter(({ id }) => !taken.has(`${id} 422`)).map(({ id }) => id)).toEqual([])
  })

  test('is of hundreds of kinds of step: who asks for what, and is answered how', () => {
    const kinds = steps.map((step) => {
      const { method, path } = requestOf(step)
      return [step.by, operationOf(step)?.id ?? `${method} ${path}`, step.answer].join(' ')
    })
    expect(new Set(kinds).size).toBeGreaterThanOrEqual(424)
  })
})
