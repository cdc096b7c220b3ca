/** An identity as it is typed, with what is kept of it and the key it is compared by. */
interface GoodIdentity {
  typed: string
  value: string
  key: string
}

/** An identity that is refused, with the code of the reason. */
interface BadIdentity {
  typed: string
  code: string
}

interface Cases {
  good: GoodIdentity[]
  bad: BadIdentity[]
}

const good = (typed: string, value: string, key = value): GoodIdentity => ({ typed, value, key })
const one = (value: string, key: string, spellings: string[]) =>
  spellings.map((typed) => good(typed, value, key))
const bad = (code: string, typed: string[]): BadIdentity[] =>
  typed.map((one) => ({ typed: one, code }))

const ann = 'ann@example.com'

const emailCases: Cases = {
  good: [
    ...one(ann, ann, [
      ann,
      ` ${ann}\t`,
      `<${ann}>`,
      `Ann <${ann}>`,
      `"Lee, Ann" <${ann}>`,
      `Ann<mailto:${ann}>`,
      `mailto:${ann}`,
      `MAILTO:${ann}?subject=Hello`,
      `${ann}.`,
      `${ann},`,
      `${ann};`,
      `${ann} (Ann Lee)`,
      `"${ann}"`,
      `'${ann}'`,
      `“${ann}”`,
      `«${ann}»`,
      `(${ann})`,
      `\u200b${ann}`,
      `ann\u200b@exam\u00adple.com`,
      `\u202a${ann}\u202c`,
      `\u200e${ann}\u200f`,
      `\ufeff${ann}`,
      `${ann}\u00a0`,
      'ａｎｎ＠ｅｘａｍｐｌｅ．ｃｏｍ',
      'ann@example。com',
      'ann@example｡com',
      `an\u034fn@example.com`,
      `ann\ufe0f@example.com`,
      `ann@example.com\u0085`,
      `(work) ${ann}`,
      `${ann} - Ann Lee`,
      `Lee, Ann, ${ann}`,
      `${ann} | Berlin`,
      `[Ann Lee](mailto:${ann})`,
      `${ann}<mailto:${ann}>`,
      `Ann Lee <${ann}>;`,
      `&lt;${ann}&gt;`,
      `E-Mail: ${ann}`,
      `mailto:%20ann%40example.com`,
      `${ann}?subject=Hello`,
      `${ann}،`,
      `${ann}、`,
      `（${ann}）`,
      `‹${ann}›`,
      `**${ann}**`,
      `|${ann}|`,
      `${ann}/`,
      `mailto://${ann}`,
      `Mail: ${ann}`,
      `Courriel : ${ann}`,
      `Ann Lee (${ann})`,
      `Ann Lee [${ann}]`,
      `'${ann}' <${ann}>`,
    ]),
    good('Ann@Example.COM', 'Ann@Example.COM', ann),
    good('ann+news@example.com', 'ann+news@example.com'),
    good("o'neil@example.com", "o'neil@example.com"),
    good('j\u00f6rg@example.com', 'j\u00f6rg@example.com'),
    good('jo\u0308rg@example.com', 'j\u00f6rg@example.com'),
    good('STRASSE@example.com', 'STRASSE@example.com', 'strasse@example.com'),
    good('stra\u00dfe@example.com', 'stra\u00dfe@example.com', 'strasse@example.com'),
    good('ΝΊΚΟΣ@example.gr', 'ΝΊΚΟΣ@example.gr', 'νίκοσ@example.gr'),
    good('νίκος@example.gr', 'νίκος@example.gr', 'νίκοσ@example.gr'),
    good('info@M\u00fcller.de', 'info@M\u00fcller.de', 'info@xn--mller-kva.de'),
    good('info@xn--mller-kva.de', 'info@xn--mller-kva.de'),
    good('x@пример.рф', 'x@пример.рф', 'x@xn--e1afmkfd.xn--p1ai'),
    good('x@例え。テスト', 'x@例え.テスト', 'x@xn--r8jz45g.xn--zckzah'),
  ],
  bad: [
    ...bad('not_email', ['ann', '@example.com', 'ann@', 'a b@example.com', 'a@b@example.com']),
    ...bad('several_emails', [
      'a@x.org/b@x.org',
      'a@x.org|b@x.org',
      'a@x.org&b@x.org',
      'a@x.org、b@x.org',
      'a@x.org <b@x.org>',
      'a@x.org (b@x.org)',
    ]),
    ...bad('impossible_domain', [
      'x@example..com',
      'x@-',
      'x@-example.com',
      'x@example-.com',
      'x@.com',
      'x@<script>',
      'x@exa mple.com',
      'x@example.123',
      'x@127.0.0.1',
      'x@[127.0.0.1]',
      'x@exam_ple.com',
      `x@${'a'.repeat(64)}.com`,
      'x@example.com/path',
      'x@example.com:25',
      `x@${'abcdefgh.'.repeat(30)}com`,
    ]),
    ...bad('several_emails', [
      'a@example.com, b@example.com',
      'a@example.com b@example.com',
      'Ann <a@example.com>, Bob <b@example.com>',
    ]),
  ],
}

const smsCases: Cases = {
  good: [
    good('+49 30 1234567', '+49 30 1234567', '+49301234567'),
    good('0049 30 1234567', '+49 30 1234567', '+49301234567'),
    good('(213) 373-4253', '+12133734253'),
    good('011 49 30 1234567', '+49301234567'),
    good('\u202a+49 30 1234567\u202c', '+49 30 1234567', '+49301234567'),
    good('＋４９ ３０ １２３４５６７', '+49 30 1234567', '+49301234567'),
    good('tel:+49-30-1234567', '+49-30-1234567', '+49301234567'),
    good('+1 213 373 4253 ext. 12', '+1 213 373 4253 ext. 12', '+12133734253 ext. 12'),
    good('213 373 4253 x13', '+12133734253 ext. 13'),
    good('Tel. +49 30 1234567', '+49 30 1234567', '+49301234567'),
    good('Mobile 213 373 4253', '+12133734253'),
    good('callto://+12133734253', '+12133734253'),
    good('sms:+12133734253?body=hi', '+12133734253'),
    good('smsto:+12133734253:hello 5', '+12133734253'),
    good('213 373 4253 (ext. 12)', '+12133734253 ext. 12'),
    good('62262', '62262'),
    good('MyBank', 'MyBank', 'mybank'),
    good('+521 55 1234 5678', '+521 55 1234 5678', '+525512345678'),
    good('+52 55 1234 5678', '+52 55 1234 5678', '+525512345678'),
    good('+55 11 91234 5678', '+55 11 91234 5678', '+5511912345678'),
    good('+55 11 8123 4567', '+55 11 8123 4567', '+5511981234567'),
    good('+55 11 3123 4567', '+55 11 3123 4567', '+551131234567'),
    good('+54 9 11 2345 6789', '+54 9 11 2345 6789', '+541123456789'),
    good('+54 11 2345 6789', '+54 11 2345 6789', '+541123456789'),
    good('+54 11 15 2345 6789', '+54 11 15 2345 6789', '+541123456789'),
    good('+54 9 11 15 2345 6789', '+54 9 11 15 2345 6789', '+541123456789'),
    good('+52 (1) 55 1234 5678', '+52 (1) 55 1234 5678', '+525512345678'),
    good('+521 55 1234 5678 ext 3', '+521 55 1234 5678 ext. 3', '+525512345678 ext. 3'),
    good('+229 97 12 34 56', '+229 97 12 34 56', '+2290197123456'),
    good('+229 01 97 12 34 56', '+229 01 97 12 34 56', '+2290197123456'),
    good('٠٠٤٩٣٠١٢٣٤٥٦٧', '+49301234567'),
    good('+४९ ३० १२३४५६७', '+49 30 1234567', '+49301234567'),
    good('(0049) 30 1234567', '+49 30 1234567', '+49301234567'),
    good('(+49) 30 1234567', '+49 30 1234567', '+49301234567'),
    good('+49 (0)30 1234567', '+49 (0)30 1234567', '+49301234567'),
    good('Tel.: +49 30 1234567', '+49 30 1234567', '+49301234567'),
    good('+49 30 1234567 (home),', '+49 30 1234567', '+49301234567'),
    good('+49 30 1234567;ext=12', '+49 30 1234567 ext. 12', '+49301234567 ext. 12'),
    good('+49 30 1234567 Durchwahl 12', '+49 30 1234567 ext. 12', '+49301234567 ext. 12'),
    good('+49 30 1234567,12#', '+49 30 1234567 ext. 12', '+49301234567 ext. 12'),
    good('+7 495 123-45-67 доб. 12', '+7 495 123-45-67 ext. 12', '+74951234567 ext. 12'),
    good("'+49 30 1234567", '+49 30 1234567', '+49301234567'),
    good('"+49 30 1234567"', '+49 30 1234567', '+49301234567'),
    good('+49301234567.0', '+49301234567'),
    good('2133734253.0', '+12133734253'),
    good('911', '911'),
    good('623456', '623456'),
    good('3Mobile', '3Mobile', '3mobile'),
    good('DM-Drogerie', 'DM-Drogerie', 'dm-drogerie'),
  ],
  bad: [
    ...bad('several_phones', [
      '617-100-0054/55',
      '617-100-0054 ::: 617-100-0055',
      '(617) 100-0054 (617) 100-0055',
      '16171000054 16171000055',
      '+49 30/5551234/35',
    ]),
    ...bad('area_code_missing', ['+55 98765-4321', '+54 15 1234 5678']),
    ...bad('not_phone', [
      'n/a',
      'none',
      'unknown',
      '1',
      '+',
      '+49',
      '+1 213',
      '++4930123',
      '-',
      'keine',
      '800-FLOWERS',
      'SMS 62262',
      'AB',
    ]),
    ...bad('several_phones', [
      '+49 30 1234567, +49 30 7654321',
      '+49301234567 / +49307654321',
      '+49 30 1234567 oder +49 30 7654321',
      '213 373 4253; 213 373 4254',
    ]),
    ...bad('spoilt_number', ['4.91512E+12', '4,91512E+12']),
  ],
}

const whatsappCases: Cases = {
  good: [
    good('US.13491208655302741918', 'US.13491208655302741918'),
    good('US.ENT.aBc1349', 'US.ENT.aBc1349'),
    good('DE.abc', 'DE.abc'),
    good('DE.ABC', 'DE.ABC'),
    good('https://wa.me/4915112345678', '+4915112345678'),
    good('wa.me/4915112345678?text=Hi', '+4915112345678'),
    good('https://api.whatsapp.com/send?phone=4915112345678&text=x', '+4915112345678'),
    good('https://api.whatsapp.com/send/?text=x&phone=%2B4915112345678', '+4915112345678'),
    good('whatsapp://send?phone=+4915112345678', '+4915112345678'),
    good('+5215512345678', '+5215512345678', '+525512345678'),
    good('5215512345678', '+5215512345678', '+525512345678'),
    good('4915112345678', '+4915112345678'),
    good('4915112345678@s.whatsapp.net', '+4915112345678'),
    good('4915112345678:12@s.whatsapp.net', '+4915112345678'),
    good('whatsapp:+4915112345678', '+4915112345678'),
    good('https://wa.me/p/123/4915112345678', '+4915112345678'),
    good('\u202aUS.1349\u202c,', 'US.1349'),
  ],
  bad: [
    ...bad('group_chat', [
      '120363025246125486@g.us',
      'status@broadcast',
      'https://chat.whatsapp.com/AbCdEf',
      'https://whatsapp.com/channel/abc',
    ]),
    ...bad('number_not_in_link', [
      'https://wa.me/message/ABC123',
      'https://wa.me/qr/ABC',
      'https://wa.link/abc',
      '123456789012345@lid',
    ]),
    ...bad('not_phone', ['us.1349', 'US.', 'https://wa.me/', '62262', 'MyBank']),
    ...bad('spoilt_number', ['8.93421E+18']),
  ],
}

const linksTo = (handle: string, links: string[]) => one(handle, handle.toLowerCase(), links)

const handleCases: Record<string, Cases> = {
  facebook: {
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
  },
  twitter: {
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
  },
  instagram: {
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
  },
  telegram: {
    good: linksTo('tina_t', [
      'https://t.me/tina_t',
      'telegram.me/tina_t',
      'https://t.me/s/tina_t',
      'tg://resolve?domain=tina_t',
      'tg:resolve?domain=tina_t&start=1',
      'https://tina_t.t.me/',
      't.me/@tina_t,',
      'https://t.me/tina_t/123',
      'https://web.telegram.org/k/#@tina_t',
    ]),
    bad: bad('bare_site', [
      't.me',
      'https://telegram.me/',
      'tg://resolve?domain=',
      'tg://join?invite=A',
      'https://t.me/share/url?url=x',
    ]),
  },
  line: {
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
  },
  wechat: {
    good: [
      ...linksTo('wxid_1', ['weixin://contacts/profile/wxid_1', 'weixin://dl/chat?wxid_1']),
      good('WeChat: wxid_1', 'wxid_1'),
    ],
    bad: [
      ...bad('bare_site', ['https://mp.weixin.qq.com/s/abc', 'https://www.wechat.com/en/']),
      ...bad('bare_site', ['weixin://']),
      ...bad('blanks_in_identity', ['a b']),
    ],
  },
}

const opaqueCases: Cases = {
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

/** Numbers as they are dialled within a country, by its two letters, with their key. */
export const nationalNumbers: readonly (readonly [country: string, typed: string, key: string])[] =
  [
    ['AU', '0011 49 30 5551234', '+49305551234'],
    ['AU', '0049 30 5551234', '+49305551234'],
    ['KR', '00700 49 30 5551234', '+49305551234'],
    ['KR', '0082 10 1234 5678', '+821012345678'],
    ['HK', '001 44 20 7946 0958', '+442079460958'],
    ['RU', '8~10 49 30 5551234', '+49305551234'],
    ['JP', '010 49 30 5551234', '+49305551234'],
    ['US', '00 1 617 100 0054', '+16171000054'],
    ['MX', '0445512345678', '+525512345678'],
    ['MX', '015512345678', '+525512345678'],
    ['BR', '4004-1234', '+5540041234'],
    ['PL', '22 123 45 67 wew. 12', '+48221234567 ext. 12'],
    ['RU', '8 495 123 45 67 (доб. 12)', '+74951234567 ext. 12'],
    ['RU', '8 495 123 45 67 вн. 12', '+74951234567 ext. 12'],
    ['TR', '0532 123 45 67 dahili 12', '+905321234567 ext. 12'],
    ['JP', '03-1234-5678（内線12）', '+81312345678 ext. 12'],
    ['CN', '010-12345678转123', '+861012345678 ext. 123'],
    ['DE', '030 5551234 App. 12', '+49305551234 ext. 12'],
  ]

/** Every identity type that has a table, with it. */
export const identityCases: Record<string, Cases> = {
  email: emailCases,
  sms: smsCases,
  whatsapp: whatsappCases,
  ...handleCases,
  external_id: opaqueCases,
}
