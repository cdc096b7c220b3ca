import { bad, type Cases, good, linksTo } from './case.test-support.ts'

export const wechatCases: Cases = {
  good: [
    ...linksTo('wxid_1', ['weixin://contacts/profile/wxid_1', 'weixin://dl/chat?wxid_1']),
    good('WeChat: wxid_1', 'wxid_1'),
  ],
  bad: [
    ...bad('bare_site', ['https://mp.weixin.qq.com/s/abc', 'https://www.wechat.com/en/']),
    ...bad('bare_site', ['weixin://']),
    ...bad('blanks_in_identity', ['a b']),
  ],
}
