import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  Metadata,
} from 'libphonenumber-js/min'

/** What numbers behind one country code have in common, whichever of its countries they are of. */
interface SharedPlan {
  /** How many digits they may have behind the country code, in each of its countries. */
  lengths: ReadonlySet<number>
  /** Beginnings that are dialled within a country alone, and are taken off a number that has one. */
  trunk: RegExp | null
}

/** Null for a code whose plan is not told. */
const plans = new Map<string, SharedPlan | null>()
let countriesByCode: Map<string, CountryCode[]> | null = null

/** What nearly every number is that comes from a program, short enough for every plan. */
const plain = /^\+[1-9][\d -]{5,24}\d$/

/**
 * Reads a number whose country code and length say that it is a possible one as it stands. A file has a hundred
 * thousand of them, and the tables take ten times as long for each (measured), since they look for its country too.
 *
 * @param text in international form
 * @returns it in E.164, as the tables have it; null where they have to be asked
 */
export function plainNumber(text: string): string | null {
  if (!plain.test(text)) return null
  const number = text.replace(/[ -]/g, '')
  for (let end = 2; end <= 4; end++) {
    const plan = planOf(number.slice(1, end))
    if (plan === undefined) continue
    const national = number.slice(end)
    return plan?.lengths.has(national.length) && !plan.trunk?.test(national) ? number : null
  }
  return null
}

/** @returns undefined where it is no country code of a country; no code begins with another one */
function planOf(code: string): SharedPlan | null | undefined {
  const known = plans.get(code)
  if (known !== undefined) return known
  countriesByCode ??= Map.groupBy(getCountries(), (country) => getCountryCallingCode(country))
  const countries = countriesByCode.get(code)
  if (!countries) return undefined
  const plan = sharedPlan(countries)
  plans.set(code, plan)
  return plan
}

function sharedPlan(countries: readonly CountryCode[]): SharedPlan | null {
  const each = countries.map(planOfCountry)
  if (each.some(({ trunk }) => trunk === null)) return null
  const trunks = [...new Set(each.flatMap(({ trunk }) => trunk ?? []))].filter((one) => one !== '')
  const [first, ...others] = each.map(({ lengths }) => lengths)
  return {
    lengths: new Set(first?.filter((length) => others.every((one) => one.includes(length)))),
    trunk: trunks.length === 0 ? null : new RegExp(`^(?:${trunks.join('|')})`),
  }
}

/** `trunk`: a pattern, empty where a country has none; null where the tables do not say. */
function planOfCountry(country: CountryCode): { lengths: number[]; trunk: string | null } {
  const metadata = new Metadata()
  metadata.selectNumberingPlan(country)
  const { numberingPlan: plan } = metadata
  if (!plan || !('nationalPrefixForParsing' in plan)) return { lengths: [], trunk: null }
  const { nationalPrefixForParsing: trunkOf } = plan
  const trunk: unknown = typeof trunkOf === 'function' ? trunkOf.call(plan) : null
  return {
    lengths: plan.possibleLengths(),
    trunk: typeof trunk === 'string' ? trunk : trunk === undefined ? '' : null,
  }
}
