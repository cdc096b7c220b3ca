import { prebuiltFields } from '@cardfile/openapi'
import { expect, it } from 'vitest'
import { ann, run } from '../../../test/model/fold-run.ts'
import type { ImportMode } from './import-mode.ts'
import { noteFrom, outcomesJson } from './outcomes.ts'

const told = async (...args: Parameters<typeof outcomesJson>) =>
  JSON.parse(new TextDecoder().decode(await outcomesJson(...args)))

const kept = (mode: ImportMode, headings: string[], cells: string[]) =>
  told(run(mode, [headings, cells], [ann]).rows, prebuiltFields, { dryRun: true })

it('keeps of a row what became of it, and of whom', async () => {
  const headings = ['name', 'email']
  expect(await kept('merge', headings, ['Eve', 'eve@example.com'])).toEqual([
    [2, 'created', 'new-1'],
  ])
  expect(await kept('merge', headings, ['Ann', 'ann@example.com'])).toEqual([
    [2, 'unchanged', 'old-7'],
  ])
  expect(await kept('skip', headings, ['Ann', 'ann@example.com'])).toEqual([
    [2, 'skipped', 'old-7'],
  ])
  expect(await kept('merge', headings, ['Ann', 'nonsense'])).toEqual([[2, 'failed', null]])
})

it('keeps of a contact that changed each field that did, before and after, and no other', async () => {
  expect(await kept('merge', ['name', 'email', 'title'], ['Ann', 'ann@example.com', 'Dr'])).toEqual(
    [[2, 'merged', 'old-7', [{ field: 'title', before: null, after: 'Dr' }]]],
  )
  expect(
    await kept('replace', ['name', 'email', 'title'], ['Ann', 'ann@example.com', 'Dr']),
  ).toEqual([
    [
      2,
      'replaced',
      'old-7',
      [
        { field: 'title', before: null, after: 'Dr' },
        { field: 'city', before: 'Berlin', after: null },
      ],
    ],
  ])
})

it('names the row of the file that makes the contact, where there is no other way to find it', async () => {
  const [headings, first, second] = [
    ['name', 'email'],
    ['Eve', 'e@example.com'],
    ['Eva', 'e@example.com'],
  ]
  const left = ['kept_value', 0, 'name', { kept: 'Eve' }, 'Eva']
  const { rows } = run('replace', [headings, first, second])
  const [, last] = await told(rows, prebuiltFields, { dryRun: true })
  expect(last).toEqual([
    3,
    'replaced',
    'new-1',
    [{ field: 'name', before: 'Eve', after: 'Eva' }],
    2,
    null,
    ['e@example.com'],
  ])
  expect((await told(rows, prebuiltFields, { dryRun: false }))[1]).toHaveLength(4)
  const again = run('merge', [headings, first, second]).rows
  expect((await told(again, prebuiltFields, { dryRun: true }))[1]).toEqual([
    3,
    'unchanged',
    'new-1',
    [],
    2,
    [left],
    ['e@example.com'],
  ])
})

it('keeps what is said of rows with the first of many notes, where all of them are too much', async () => {
  const [folded] = run(
    'merge',
    [
      ['name', 'email'],
      ['Anna', 'ann@example.com'],
    ],
    [ann],
  ).rows
  const [note] = folded!.notes
  const long = { ...note!, value: 'x'.repeat(200), params: { kept: 'y'.repeat(200) } }
  const noted = (many: number) =>
    Array.from({ length: 1_000 }, () => ({
      ...folded!,
      notes: Array.from({ length: many }, () => long),
    }))
  const columns = [{ heading: 'name' }]
  for (const [many, kept, value] of [
    [2, 2, long.value],
    [12, 12, `${'x'.repeat(50)}…`],
    [40, 10, '…'],
  ] as const) {
    const rows = await told(noted(many), prebuiltFields, { dryRun: true })
    expect(new Set(rows.map((row: unknown[]) => (row[5] as unknown[]).length))).toEqual(
      new Set([kept]),
    )
    const read = noteFrom(rows[0][5][0], columns)
    expect(read).toMatchObject({ column: 'name', code: 'kept_value', field: 'name', value })
    expect(read.reason).toContain('Merge fills empty fields alone')
  }
})
