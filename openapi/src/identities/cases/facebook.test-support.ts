import { bad, type Cases, good, linksTo } from './case.test-support.ts'

export const facebookCases: Cases = {
  good: [
    ...linksTo('Ann.Lee', [
      'https://www.facebook.com/Ann.Lee',
      'de-de.facebook.com/Ann.Lee/',
      'http://m.facebook.com/Ann.Lee?ref=x',
      'fb.com/Ann.Lee,',
      'https://m.me/Ann.Lee',
      'https://www.messenger.com/t/Ann.Lee',
      'https://www.facebook.com/messages/t/Ann.Lee',
      'facebook.com/Ann.Lee/about?section=x',
      'https://facebook.com/Ann.Lee/posts/123',
      'https://facebook.com/Ann.Lee.',
    ]),
    ...linksTo('100012345', [
      'https://www.facebook.com/profile.php?id=100012345',
      'facebook.com/profile.php?sk=about&id=100012345&x=1',
      'https://www.facebook.com/people/Ann-Lee/100012345/',
      'https://www.facebook.com/p/Ann-Lee-100012345/',
      'fb://profile/100012345',
      'fb://page/?id=100012345',
      'fb-messenger://user-thread/100012345',
    ]),
    good('@Ann.Lee', '@Ann.Lee', 'ann.lee'),
    good('Facebook: @Ann.Lee', '@Ann.Lee', 'ann.lee'),
  ],
  bad: [
    ...bad('bare_site', [
      'https://www.facebook.com',
      'facebook.com/',
      'm.me',
      'fb.com/?x=1',
      'facebook.com/home.php',
      'facebook.com/profile.php',
      'https://www.facebook.com/share/abc',
    ]),
    ...bad('spoilt_number', ['1.00012E+14']),
  ],
}
