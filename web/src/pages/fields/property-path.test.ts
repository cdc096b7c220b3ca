import { beforeAll, expect, test } from 'vitest'
import { editableProperties } from '@cardfile/openapi'
import { i18n } from '../../locales/i18n.ts'
import { loadedWords } from '../../locales/loaded-words.test-support.ts'
import { isEditableProperty, propertyPath } from './property-path.ts'

beforeAll(async () => {
  i18n.addResourceBundle('en', 'translation', await loadedWords('en'), true)
})

test.each(editableProperties)('knows where the words for %s are', (property) => {
  const path = propertyPath(property)
  const isKnown = typeof path === 'string' ? i18n.exists(path) : path.setting === property
  expect([path, isKnown]).toEqual([path, true])
})

test('takes no other name for a property of a definition', () => {
  expect([isEditableProperty('filter'), isEditableProperty(1)]).toEqual([false, false])
})
