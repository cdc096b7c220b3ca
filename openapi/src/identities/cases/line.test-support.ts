import { bad, type Cases, good, linksTo } from './case.test-support.ts'

export const lineCases: Cases = {
  good: [
    ...linksTo('ann.l', [
      'https://line.me/ti/p/~ann.l',
      'line.me/R/ti/p/~ann.l',
      'line://ti/p/~ann.l',
      'line://R/ti/p/~ann.l',
    ]),
    good('https://line.me/R/ti/p/%40shop', 'shop'),
    good('https://line.me/R/nv/recommendOA/@shop', 'shop'),
    good('https://page.line.me/shop', 'shop'),
  ],
  bad: bad('bare_site', [
    'line.me',
    'https://line.me/',
    'https://line.me/en/',
    'line://msg/text/x',
  ]),
}
