import type { Site } from './handle.ts'

/** Handles end where the next step, the query or the fragment begins. */
const handle = '(?<handle>[^/?#&]+)'

export const facebook: Site = {
  hosts: ['facebook.com', 'fb.com', 'fb.me', 'm.me', 'messenger.com'],
  profiles: [
    /^profile\.php\?(?:.*&)?id=(?<handle>\d+)/i,
    /^(?:people|pages)\/[^/]+\/(?<handle>\d+)/i,
    new RegExp(`^(?:t|msg|pg)/${handle}`, 'i'),
  ],
  schemes: [/^fb:\/\/(?:profile|page)\/(?<handle>[^/?#]*)/i],
}

export const twitter: Site = {
  hosts: ['x.com', 'twitter.com'],
  profiles: [
    /^(?:intent\/(?:user|follow)|share)\?(?:.*&)?screen_name=(?<handle>[^&#]+)/i,
    new RegExp(`^#!/${handle}`, 'i'),
    /^(?<handle>[^/?#]+)\/status\//i,
  ],
  schemes: [/^twitter:\/\/user\?(?:.*&)?screen_name=(?<handle>[^&#]*)/i],
}

export const instagram: Site = {
  hosts: ['instagram.com', 'instagr.am', 'ig.me'],
  profiles: [new RegExp(`^(?:_u|m)/${handle}`, 'i')],
  schemes: [/^instagram:\/\/user\?(?:.*&)?username=(?<handle>[^&#]*)/i],
}

export const telegram: Site = {
  hosts: ['t.me', 'telegram.me', 'telegram.dog'],
  profiles: [new RegExp(`^s/${handle}`, 'i')],
  schemes: [
    /^tg:(?:\/\/)?resolve\?(?:.*&)?domain=(?<handle>[^&#]*)/i,
    /^(?:https?:\/\/)?(?!www\.)(?<handle>[a-z][a-z0-9_]{3,31})\.t\.me\/?(?:\?.*)?$/i,
  ],
}

export const wechat: Site = {
  hosts: ['weixin.qq.com', 'wechat.com'],
  schemes: [
    /^(?:weixin|wechat):\/\/(?:contacts\/profile\/|dl\/chat\?)(?<handle>[^/?#&]*)/i,
    /^(?:weixin|wechat):\/\/(?<handle>)$/i,
  ],
}

export const line: Site = {
  hosts: ['line.me', 'line.naver.jp'],
  profiles: [
    /^(?:R\/)?ti\/p\/~?(?<handle>(?:@|%40)?[^/?#]+)/i,
    /^(?:R\/)?(?:oaMessage|home\/public\/profile\?id=)\/?(?<handle>[^/?#&]+)/i,
  ],
  schemes: [/^line:\/\/(?:ti\/p\/)?~?(?<handle>[^/?#]*)/i],
}
