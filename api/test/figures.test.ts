import { expect, it } from 'vitest'
import { figuresTable } from './figures.ts'

it('figures of a run stand below each other, with a dash for what is not known', () => {
  const projects = new Map([
    ['unit', { files: 220, tests: 5_573, from: 1_200, to: 90_400, processor: 149.4 }],
    ['browser', { files: 34, tests: 243, from: 90_600, to: 300_200, processor: undefined }],
  ])
  expect(figuresTable(projects, 31.4).split('\n')).toEqual([
    '          files  tests  seconds  of a processor',
    'unit        220   5573       89             149',
    'browser      34    243      210               -',
    'the rest                                     31',
  ])
})
