import { expect, it } from 'vitest'
import { durationText } from './duration-text.ts'

it('says a time in the two units that matter', () => {
  expect(durationText(0.4, 'en')).toBe('0 sec')
  expect(durationText(42, 'en')).toBe('42 sec')
  expect(durationText(185, 'en')).toBe('3 min 5 sec')
  expect(durationText(4_800, 'en')).toBe('1 hr 20 min')
})
