import type { Cases } from './case.test-support.ts'
import { emailCases } from './email.test-support.ts'
import { facebookCases } from './facebook.test-support.ts'
import { instagramCases } from './instagram.test-support.ts'
import { lineCases } from './line.test-support.ts'
import { opaqueCases } from './opaque.test-support.ts'
import { smsCases } from './sms.test-support.ts'
import { telegramCases } from './telegram.test-support.ts'
import { twitterCases } from './twitter.test-support.ts'
import { wechatCases } from './wechat.test-support.ts'
import { whatsappCases } from './whatsapp.test-support.ts'

export { nationalNumbers } from './national-numbers.test-support.ts'

/** Every identity type that has a table, with it. */
export const identityCases: Record<string, Cases> = {
  email: emailCases,
  sms: smsCases,
  whatsapp: whatsappCases,
  facebook: facebookCases,
  twitter: twitterCases,
  instagram: instagramCases,
  telegram: telegramCases,
  line: lineCases,
  wechat: wechatCases,
  external_id: opaqueCases,
}
