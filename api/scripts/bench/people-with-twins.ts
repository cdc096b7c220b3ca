import type { Values } from '@cardfile/openapi'

/** A contact, and the person it is of: contacts of one person are duplicates. */
export interface KnownContact {
  person: number
  values: Values
}

const syllables = 'an be ca da el fi go ha in ju ka le mo na or pe ri sa ti ul vo wi ya zo'.split(
  ' ',
)
const cities = 'Berlin Paris Oslo Rome Madrid Lisbon Vienna Prague Dublin Athens Bern Riga'.split(
  ' ',
)
const legalForms = ['', ' Inc.', ' GmbH', ' Ltd', ' S.A.']

/** Numbers from 0 up to 1 that a seed decides. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

function word(n: number, length: number): string {
  let text = ''
  for (let at = 0, rest = n; at < length; at++, rest = Math.floor(rest / syllables.length))
    text += syllables[rest % syllables.length] ?? ''
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/**
 * Invented contacts: most are the only one of their person, every tenth person has a second one that was written
 * by somebody else: some of what is known is missing in it, and some is spelt in another way. Names are as
 * unevenly spread as they are in life, eight colleagues share a company and its switchboard, and a few people
 * of one name live in one city.
 *
 * @param count how many people
 */
export function* peopleWithTwins(count: number, seed = 7): Generator<KnownContact> {
  const chance = randomOf(seed)
  const upTo = (most: number) => Math.floor(chance() * most)
  // Squared, so that some are much more frequent than others.
  const uneven = (most: number) => Math.floor(chance() ** 2 * most)
  for (let person = 0; person < count; person++) {
    const company = Math.floor(person / 8)
    const about = {
      first: word(uneven(500), 2),
      last: word(uneven(13_000), 3),
      company: word(company * 7, 4),
      domain: `${word(company * 7, 4).toLowerCase()}${company}.example`,
      city: cities[upTo(cities.length)] ?? '',
      office: `030 ${String(1_000_000 + company).slice(-7)}`,
      mobile: `+49151${String(10_000_000 + person).slice(-8)}`,
      isPrivate: chance() < 0.3,
    }
    yield { person, values: firstOf(about, person, chance) }
    if (person % 10 === 3) yield { person, values: secondOf(about, person, chance) }
  }
}

type About = Record<
  'first' | 'last' | 'company' | 'domain' | 'city' | 'office' | 'mobile',
  string
> & {
  isPrivate: boolean
}

const addressOf = ({ first, last, domain, isPrivate }: About, sign: string, person: number) =>
  `${first}${sign}${last}${isPrivate ? person : ''}@${isPrivate ? 'gmx.de' : domain}`.toLowerCase()

function firstOf(about: About, person: number, chance: () => number): Values {
  const { first, last, company, city, office, mobile } = about
  return {
    name: `${first} ${last}`,
    external_id: [`crm-${String(person).padStart(9, '0')}`],
    email: [addressOf(about, '.', person)],
    ...(chance() < 0.8 && { company }),
    ...(chance() < 0.8 && { city }),
    ...(chance() < 0.5 && { phone: office }),
    ...(chance() < 0.6 && { sms: [mobile] }),
  }
}

/** The same person, as a chat, a colleague or an older list knows them. */
function secondOf(about: About, person: number, chance: () => number): Values {
  const { first, last, company, city, mobile } = about
  const names = [`${first} ${last}`, `${last}, ${first}`, `${first.toUpperCase()} ${last}`, first]
  const form = legalForms[Math.floor(chance() * legalForms.length)] ?? ''
  const national = `0${mobile.slice(3)}`
  return {
    name: names[Math.floor(chance() * names.length)],
    visitor_id: [`visitor-${person}`],
    ...(chance() < 0.4 && { email: [addressOf(about, chance() < 0.5 ? '_' : '', person)] }),
    ...(chance() < 0.5 && { company: company + form }),
    ...(chance() < 0.5 && { city: city.toUpperCase() }),
    ...(chance() < 0.4 && (chance() < 0.5 ? { whatsapp: [mobile] } : { phone: national })),
  }
}
