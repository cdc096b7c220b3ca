import type { Site } from './handle.ts'

// Handles end where the next step, the query or the fragment begins.
const handle = '(?<handle>[^/?#&]+)'
const after = (path: string) => new RegExp(`^(?:${path})${handle}`, 'i')
/** The value of a parameter, whatever stands before it. */
const parameter = (name: string) => `\\?(?:[^#]*&)?${name}=(?<handle>[^&#]+)`
/** Somebody's page of the given names, below their profile. */
const below = (names: string) => new RegExp(`^(?<handle>[^/?#]+)/(?:${names})(?:[/?#]|$)`, 'i')
const pages = (names: string) => new RegExp(`^(?:${names})(?:[/?#]|$)`, 'i')

export const facebook: Site = {
  hosts: ['facebook.com', 'fb.com', 'fb.me', 'm.me', 'messenger.com'],
  profiles: [
    /^profile\.php\?(?:[^#]*&)?id=(?<handle>\d+)/i,
    /^(?:people|pages)\/[^/]+\/(?<handle>\d+)/i,
    /^p\/[^/?#]*-(?<handle>\d{6,})(?:[/?#]|$)/i,
    after('t/|msg/|pg/|messages/t/|e2ee/t/|messages/e2ee/t/'),
    below(
      'about|photos|photo|posts|videos|reels|friends|friends_mutual|followers|following|events|reviews|community|timeline|mentions|sports|likes|groups|allactivity',
    ),
  ],
  pages: pages(
    String.raw`profile\.php|home\.php|home|index\.php|login(?:\.php)?|l\.php|sharer(?:\.php|/.*)?|share(?:/.*)?|people|pages|watch(?:/.*)?|marketplace(?:/.*)?|search(?:/.*)?|settings|help(?:/.*)?|gaming(?:/.*)?|hashtag/.*|photo(?:\.php)?|permalink\.php|story\.php|reel/.*|messages|t`,
  ),
  app: {
    schemes: ['fb', 'fb-messenger'],
    profiles: [
      new RegExp(`^(?:profile|page|user|user-thread)/?${parameter('id')}`, 'i'),
      after('profile/|page/|user/|user-thread/'),
    ],
  },
}

export const twitter: Site = {
  hosts: ['x.com', 'twitter.com'],
  profiles: [
    new RegExp(`^(?:intent/(?:user|follow)|share)${parameter('screen_name')}`, 'i'),
    after('#!/|i/user/'),
    below(
      'status|statuses|with_replies|media|likes|highlights|articles|followers|verified_followers|following|lists|photo|header_photo|about|superfollows|communities',
    ),
  ],
  pages: pages(
    'home|explore(?:/.*)?|search|login|signup|notifications|messages(?:/.*)?|settings(?:/.*)?|intent/.*|share|hashtag/.*|compose/.*|i/.*|i|tos|privacy',
  ),
  app: {
    schemes: ['twitter'],
    profiles: [new RegExp(`^user/?${parameter('(?:screen_name|id)')}`, 'i')],
  },
}

export const instagram: Site = {
  hosts: ['instagram.com', 'instagr.am', 'ig.me'],
  profiles: [
    after('_u/|m/|stories/(?!highlights/)'),
    below('tagged|reels|reel|p|tv|channel|guides|feed|followers|following|saved'),
  ],
  pages: pages(
    'p/.*|p|reel/.*|reels(?:/.*)?|tv/.*|explore(?:/.*)?|accounts(?:/.*)?|direct(?:/.*)?|stories(?:/.*)?|s/.*|share(?:/.*)?|about(?:/.*)?|legal(?:/.*)?|developer',
  ),
  app: {
    schemes: ['instagram'],
    profiles: [new RegExp(`^user/?${parameter('username')}`, 'i')],
  },
}

export const telegram: Site = {
  hosts: ['t.me', 'telegram.me', 'telegram.dog', 'web.telegram.org'],
  profiles: [
    after('s/'),
    /^(?:(?:[akz]|[a-z]+)\/)?(?:\?[^#]*)?#@?(?<handle>[a-z][a-z0-9_]{3,31})$/i,
    /^(?<handle>[a-z][a-z0-9_]{3,31})\/\d+(?:[/?#]|$)/i,
  ],
  subdomain: /^(?:https?:)?(?:\/\/)?(?!www\.)(?<handle>[a-z][a-z0-9_]{3,31})\.t\.me(?=$|[/?#])/i,
  pages: pages(
    'joinchat/.*|giftcode/.*|boost/.*|invoice/.*|m/.*|bg/.*|addtheme/.*|confirmphone|[$].*|addstickers/.*|addemoji/.*|addlist/.*|share(?:/.*)?|c/.*|setlanguage/.*|proxy|socks|iv|login/.*|[akz]|[+](?=.*[a-z]).*',
  ),
  app: {
    schemes: ['tg'],
    profiles: [
      new RegExp(`^resolve/?${parameter('domain')}`, 'i'),
      new RegExp(`^user/?${parameter('id')}`, 'i'),
      new RegExp(`^openmessage/?${parameter('user_id')}`, 'i'),
    ],
  },
}

export const wechat: Site = {
  hosts: ['weixin.qq.com', 'wechat.com'],
  profiles: [after('r/')],
  pages: pages('s(?:/.*)?|[a-z]{2}(?:_[a-z]{2})?(?:/.*)?|download|mobile'),
  app: {
    schemes: ['weixin', 'wechat'],
    profiles: [after(String.raw`contacts/profile/|dl/chat\?`)],
  },
}

export const line: Site = {
  hosts: ['line.me', 'line.naver.jp'],
  profiles: [
    after('(?:R/)?ti/p/~?|(?:R/)?oaMessage/|(?:R/)?nv/recommendOA/|user/'),
    new RegExp(`^${parameter('accountId')}`, 'i'),
    new RegExp(`^(?:R/)?home/public/profile/?${parameter('id')}`, 'i'),
  ],
  pages: pages(String.raw`[a-z]{2}(?:-[a-z]+)?|R(?:/.*)?|ti(?:/p)?|download|about|\d+-\w+`),
  app: {
    schemes: ['line'],
    profiles: [after('(?:R/)?ti/p/~?|(?:R/)?oaMessage/|(?:R/)?nv/recommendOA/')],
  },
}
