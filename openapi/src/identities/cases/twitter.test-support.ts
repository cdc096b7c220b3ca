import { bad, type Cases, good, linksTo } from './case.test-support.ts'

export const twitterCases: Cases = {
  good: [
    ...linksTo('ann', [
      'https://x.com/ann',
      'https://mobile.twitter.com/ann?lang=de',
      'www.twitter.com/@ann/',
      'https://twitter.com/ann/status/12345',
      'https://twitter.com/intent/user?screen_name=ann',
      'twitter://user?screen_name=ann',
      'https://x.com/ann/with_replies',
      'https://twitter.com/#!/ann',
    ]),
    good('Ann,', 'Ann', 'ann'),
    good('\u200b@ann', '@ann', 'ann'),
    good('＠ａｎｎ', '@ann', 'ann'),
  ],
  bad: [
    ...bad('bare_site', [
      'x.com',
      'https://twitter.com/',
      'x.com/home',
      'https://x.com/search?q=ann',
    ]),
    ...bad('empty_identity', ['@', ',']),
    ...bad('several_handles', ['@jack/@jill', 'jack;jill', '@jack, @jill', 'jack|jill']),
    ...bad('other_site', ['https://facebook.com/jack', 'https://x.com.example/jack']),
  ],
}
