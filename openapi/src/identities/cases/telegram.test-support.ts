import { bad, type Cases, linksTo } from './case.test-support.ts'

export const telegramCases: Cases = {
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
}
