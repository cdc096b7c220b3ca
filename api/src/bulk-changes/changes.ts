import {
  applyPatch,
  type Field,
  type FieldEdit,
  editedValues,
  isUnique,
  judgeContact,
  mostBulkSamples,
  type CodedReasons,
  type Values,
} from '@cardfile/openapi'
import { forEachYielding } from '../concurrency/yield-to-event-loop.ts'
import { packPatch, unpackValues } from '../contacts/contact.ts'
import { type Claim, identitiesOf } from '../contacts/identity-keys.ts'
import { isSearched, searchTextOf } from '../contacts/search/text.ts'
import { type KeptReason, packReasons } from '../contacts/undo/kept-reason.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import type { Met } from './page.ts'

/** What a value of a contact becomes, in a dry run. */
export interface SampledChange {
  field: string
  before: unknown
  after: unknown
}

/** What a step makes of the contacts that it has come to. */
export interface Outcome {
  /** `[contact's number, JSON merge patch]`; of those that go to the trash or come back, no patch. */
  changed: [seq: number, patch: string][]
  unchanged: number
  failed: [seq: number, reasons: string][]
  /** Of those changed, what substring search finds them by, where that changes; in their order. */
  respelled: [seq: number, text: string][]
  dropped: [...Claim, seq: number][]
  gained: [...Claim, seq: number][]
  samples: [seq: number, changes: SampledChange[]][]
}

export const nothing = (): Outcome => ({
  changed: [],
  unchanged: 0,
  failed: [],
  respelled: [],
  dropped: [],
  gained: [],
  samples: [],
})

/** @param samples how many more are wanted, for a dry run */
export async function editAll(
  met: readonly Met[],
  edits: readonly FieldEdit[],
  { everyField: fields }: FieldSnapshot,
  samples: number,
): Promise<Outcome> {
  const outcome = nothing()
  const touchesIdentities = edits.some(({ field }) => field.kind === 'I' || isUnique(field))
  await forEachYielding(met, ({ seq, data }) => {
    const current = unpackValues(data, fields)
    const patch = editedValues(edits, current)
    if (Object.keys(patch).length === 0) {
      outcome.unchanged++
      return
    }
    const verdict = judgeContact(fields, 'patch', patch, { current })
    if (verdict.reasons) {
      outcome.failed.push([seq, packReasons(reasonsOf(verdict.reasons, fields))])
      return
    }
    const { values } = verdict
    outcome.changed.push([seq, packPatch(values, fields)])
    if (isSearched(values, fields))
      outcome.respelled.push([seq, searchTextOf(applyPatch(current, values), fields)])
    if (touchesIdentities) outcome.dropped.push(...droppedBy(seq, current, values, fields))
    if (outcome.samples.length < samples) outcome.samples.push([seq, changesOf(current, values)])
  })
  return outcome
}

function reasonsOf(reasons: CodedReasons, fields: readonly Field[]): KeptReason[] {
  const keys = new Set(fields.map(({ key }) => key))
  return Object.entries(reasons).flatMap(([key, told]) =>
    told.map((one) => ({ field: keys.has(key) ? key : null, ...one })),
  )
}

function changesOf(current: Values, patch: Values): SampledChange[] {
  return Object.keys(patch).map((field) => ({
    field,
    before: current[field] ?? null,
    after: patch[field] ?? null,
  }))
}

function droppedBy(
  seq: number,
  current: Values,
  patch: Values,
  fields: readonly Field[],
): [...Claim, number][] {
  const claims = (values: Values) =>
    identitiesOf(values, fields).map(({ field, key }): Claim => [field.id, key])
  const stay = new Set(claims(applyPatch(current, patch)).map(String))
  return claims(current)
    .filter((claim) => !stay.has(String(claim)))
    .map((claim) => [...claim, seq])
}

/** All of them go to the trash. */
export function trashAll(met: readonly Met[], samples: number): Outcome {
  return {
    ...nothing(),
    changed: met.map(({ seq }) => [seq, '{}']),
    samples: met.slice(0, samples).map(({ seq }) => [seq, []]),
  }
}

/** How many samples a dry run still wants that has found so many contacts. */
export const samplesLeft = (changed: number): number => Math.max(0, mostBulkSamples - changed)
