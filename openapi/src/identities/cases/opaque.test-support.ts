import { bad, type Cases, good } from './case.test-support.ts'

export const opaqueCases: Cases = {
  good: [
    good('\u200eX-1\u200b', 'X-1'),
    good(' X-1\n', 'X-1'),
    good('abc', 'abc'),
    good('ABC', 'ABC'),
    good('0012', '0012'),
    good('1e5', '1e5'),
    good('12E10', '12E10'),
    good('9E20', '9E20'),
  ],
  bad: [
    ...bad('spoilt_number', [
      '６．５Ｅ＋１８',
      '8.93421E+18',
      '8,93421E+18',
      '9E+20',
      '8.93421E18',
    ]),
    ...bad('empty_identity', ['\u200b', ' ', '\u3164']),
  ],
}
