import { type Cell, type Field, prebuiltFields, type Values } from '@cardfile/openapi'
import { matchColumns } from '@cardfile/openapi/spreadsheet'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ModelContact, naiveImport } from '../../../test/model/naive-import.ts'
import { RowReader } from './row-reader.ts'
import { ContactPacks } from '../storage/contact-packs.ts'
import { beginFold, noCounts } from './fold.ts'
import { type ImportMode, importModes } from './import-mode.ts'
import type { Claim, ContactWrite, Present } from './fold-state.ts'

const chosen = ['name', 'email', 'sms', 'twitter', 'city', 'title', 'country', 'created_at']
const base = prebuiltFields.filter(({ key }) => chosen.includes(key))

const arbitraryFields: fc.Arbitrary<Field[]> = fc
  .tuple(
    ...base.map((field) =>
      fc
        .record({
          required: fc.boolean(),
          readOnly: fc.boolean(),
          preset: fc.boolean(),
          hidden: fc.boolean(),
        })
        .map(({ required, readOnly, preset, hidden }): Field => ({
          ...field,
          // Rules that apply everywhere would leave nothing to happen.
          required: field.required || (required && field.key === 'title'),
          readOnly: field.readOnly || (readOnly && field.key !== 'email'),
          visible: field.key === 'name' || !hidden,
          defaultValue: preset && field.key === 'country' ? 'Chile' : null,
        })),
    ),
  )
  .map((fields) => fields)

const pick = (...cells: Cell[]) => fc.constantFrom<Cell>(null, ...cells)

/** Few values, so that rows meet each other and the contacts that are there. */
const cells: Record<string, fc.Arbitrary<Cell>> = {
  name: pick('Ann', 'Bob', 'Bob', 'Eve', ' '),
  email: pick('a@x.org', ' A@X.org', 'b@x.org', 'a@x.org; b@x.org', 'c@x.org', 'nonsense'),
  sms: pick('+12025550101', '+1 202 555 0101', 12025550102, '+12025550103;+12025550101'),
  twitter: pick('@ann', 'ANN', 'https://x.com/bob', '@eve'),
  city: pick('Berlin', 'Bonn'),
  title: pick('Dr', 'Prof'),
  country: pick('Chile', 'Peru'),
  created_at: pick('2020-01-01'),
  unknown: pick('whatever'),
}

const file = fc
  .uniqueArray(fc.constantFrom(...Object.keys(cells)), { minLength: 2 })
  .chain((headings) =>
    fc.record({
      headings: fc.constant(headings),
      rows: fc.array(fc.tuple(...headings.map((heading) => cells[heading]!)), { maxLength: 25 }),
      modes: fc.array(fc.constantFrom<ImportMode | undefined>(undefined, ...importModes), {
        maxLength: 25,
      }),
    }),
  )

/** Contacts and who has which identity, as a database keeps them between chunks. */
class Store {
  readonly contacts = new Map<string, Present>()
  #seq = 0

  /** Those a chunk is given: whoever has an identity of one of its rows. */
  having(claims: ReadonlySet<string>): Present[] {
    return [...this.contacts.values()].filter((contact) =>
      contact.claims.some((claim) => claims.has(String(claim))),
    )
  }

  write(writes: readonly ContactWrite[]): void {
    for (const { id, seq, version, steps, values, gained, dropped } of writes) {
      const old = this.contacts.get(id)
      expect(old?.version ?? 0).toBe(version)
      expect(old?.seq ?? null).toBe(seq)
      const without = (old?.claims ?? []).filter(
        (claim) => !dropped.some((gone) => same(gone, claim)),
      )
      this.contacts.set(id, {
        id,
        seq: seq ?? ++this.#seq,
        version: version + steps.length,
        values,
        claims: [...without, ...gained],
      })
    }
    const held = [...this.contacts.values()].flatMap(({ claims }) => claims.map(String))
    expect(new Set(held).size).toBe(held.length)
  }
}

function same(a: Claim, b: Claim): boolean {
  return a[0] === b[0] && a[1] === b[1]
}

function plain(contacts: Iterable<{ values: Values }>, fields: readonly Field[]): string[] {
  return [...contacts].map(({ values }) =>
    JSON.stringify(fields.map(({ key }) => values[key] ?? null)),
  )
}

describe('an import, whatever the fields, contacts, file, mode, and sizes of chunks and parts', () => {
  it('leaves what its rows applied one by one leave', () => {
    fc.assert(
      fc.property(
        arbitraryFields,
        fc.constantFrom(...importModes),
        file,
        file,
        fc.integer({ min: 1, max: 26 }),
        fc.integer({ min: 1, max: 26 }),
        (fields, mode, before, { headings, rows, modes }, chunkSize, partSize) => {
          const model: ModelContact[] = []
          const store = new Store()
          const apply = (
            mode: (typeof importModes)[number],
            headings: string[],
            rows: Cell[][],
            size: number,
            modes: (ImportMode | undefined)[] = [],
          ) => {
            const columns = matchColumns(headings, fields)
            const reader = new RowReader(fields, columns)
            const outcomes: string[] = []
            const counts = noCounts()
            for (let at = 0; at < rows.length; at += size) {
              const chunk = rows
                .slice(at, at + size)
                .map((cells, index) =>
                  reader.read({ number: at + index + 2, cells, mode: modes[at + index] }),
                )
              const keeper = new ContactPacks(fields, { searched: true })
              const newId = () => crypto.randomUUID()
              const folding = beginFold({ fields, mode, reader, newId, keeper })
              for (let from = 0; from < chunk.length; from += partSize) {
                const part = chunk.slice(from, from + partSize)
                const claims = part.flatMap(({ identities }) =>
                  identities.map(({ field, key }) => String([field.id, key])),
                )
                folding.meet(store.having(new Set(claims)))
                for (const { outcome, reasons } of part.map(folding.apply)) {
                  outcomes.push(outcome)
                  counts[outcome]++
                  expect(reasons.length > 0).toBe(outcome === 'failed')
                }
                folding.keep()
              }
              expect(folding.writes().every(({ kept }) => kept !== null)).toBe(true)
              store.write(folding.writes())
            }
            const keys = columns.map(({ field }) => field)
            expect(outcomes).toEqual(naiveImport(fields, mode, model, keys, rows, modes))
            expect(Object.values(counts).reduce((a, b) => a + b)).toBe(rows.length)
            expect(plain(store.contacts.values(), fields)).toEqual(plain(model, fields))
          }
          apply('skip', before.headings, before.rows, 100)
          apply(mode, headings, rows, chunkSize, modes)
        },
      ),
      { numRuns: 300 },
    )
  })
})
