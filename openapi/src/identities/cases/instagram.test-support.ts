import { bad, type Cases, linksTo } from './case.test-support.ts'

export const instagramCases: Cases = {
  good: linksTo('an.n_1', [
    'https://www.instagram.com/an.n_1/?hl=en',
    'instagram.com/_u/an.n_1',
    'https://ig.me/m/an.n_1',
    'instagram://user?username=an.n_1',
    'https://www.instagram.com/stories/an.n_1/123/',
    'instagram.com/an.n_1/reel/abc',
  ]),
  bad: bad('bare_site', [
    'instagram.com',
    'https://www.instagram.com/#',
    'https://www.instagram.com/p/Abc/',
    'instagram.com/explore/tags/ann',
  ]),
}
