import { roleCreateSchema, sectionCreateSchema, viewPatchSchema } from '@cardfile/openapi'
import { beforeAll, expect, test } from 'vitest'
import { i18n } from '../../locales/i18n.ts'
import { loadedWords } from '../../locales/loaded-words.test-support.ts'
import { partPath } from './part-path.ts'

beforeAll(async () => {
  i18n.addResourceBundle('en', 'translation', await loadedWords('en'), true)
})

test.each([
  ['role', roleCreateSchema.shape, []],
  ['section', sectionCreateSchema.shape, []],
  // Those in a set-up are shared, all of them.
  ['view', viewPatchSchema.shape, ['shared']],
] as const)('has words for all that a step sets of a %s', (target, shape, without) => {
  const properties = Object.keys(shape).filter((name) => !without.some((one) => one === name))
  const silent = properties.filter((name) => !i18n.exists(partPath(target, name) ?? 'none'))
  expect(silent).toEqual([])
})
