import type { Property } from './property.ts'

/** Services that have a field of contacts, by what cards call them. */
const services: ReadonlyMap<string, string> = new Map([
  ['twitter', 'X (Twitter)'],
  ['x', 'X (Twitter)'],
  ['facebook', 'Facebook'],
  ['instagram', 'Instagram'],
  ['whatsapp', 'WhatsApp'],
  ['telegram', 'Telegram'],
  ['tg', 'Telegram'],
  ['line', 'Line'],
  ['wechat', 'WeChat'],
  ['weixin', 'WeChat'],
])

const sites =
  /^https?:\/\/(?:[\w-]+\.)*(twitter|x|facebook|instagram|whatsapp|telegram|line)\.(?:com|org|me)\//i

/** Who somebody is with a messenger or a network: the heading it goes to, and the handle or link. */
export function messengerOf({ types, params, value }: Property): { heading: string; text: string } {
  const [, scheme = '', rest = value] = /^([a-z][a-z-]*):(?!\/\/)(.*)$/i.exec(value) ?? []
  const named = [
    params.get('SERVICE-TYPE') ?? params.get('X-SERVICE-TYPE') ?? '',
    ...types,
    scheme,
    sites.exec(value)?.[1] ?? '',
  ]
  for (const name of named) {
    const heading = services.get(name.toLowerCase())
    if (heading) return { heading, text: params.get('X-USER') ?? rest }
  }
  const service = named.find((name) => name !== '' && !/^(?:pref|home|work|x-apple)$/i.test(name))
  return {
    heading: 'Other messengers',
    text: scheme || !service ? value : `${service}: ${value}`,
  }
}
