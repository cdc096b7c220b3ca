import { bad, type Cases, good } from './case.test-support.ts'

export const whatsappCases: Cases = {
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
