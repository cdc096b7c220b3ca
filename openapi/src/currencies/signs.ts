import { isCurrency } from './iso-4217.ts'

/**
 * What stands beside amounts in place of a code, in lower case and without blanks, and the currencies that
 * each is the sign of (Unicode CLDR's narrow and wide symbols, and what is written in their countries).
 */
const meant: Readonly<Record<string, string>> = {
  '€': 'EUR',
  euro: 'EUR',
  $: 'USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP UYU DOP CUP BBD BMD BND BSD BZD FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD XCG',
  us$: 'USD',
  $us: 'USD',
  ca$: 'CAD',
  c$: 'CAD NIO',
  a$: 'AUD',
  au$: 'AUD',
  nz$: 'NZD',
  hk$: 'HKD',
  nt$: 'TWD',
  s$: 'SGD',
  mx$: 'MXN',
  r$: 'BRL',
  '£': 'GBP EGP FKP GIP LBP SDG SHP SSP SYP',
  '¥': 'JPY CNY',
  '￥': 'JPY CNY',
  円: 'JPY',
  元: 'CNY TWD HKD',
  'cn¥': 'CNY',
  'jp¥': 'JPY',
  rmb: 'CNY',
  '₹': 'INR',
  rs: 'INR PKR LKR NPR MUR SCR',
  '₩': 'KRW KPW',
  원: 'KRW',
  '₽': 'RUB',
  руб: 'RUB BYN',
  '₴': 'UAH',
  '₺': 'TRY',
  tl: 'TRY',
  '₪': 'ILS',
  '₱': 'PHP CUP',
  '฿': 'THB',
  '₫': 'VND',
  đ: 'VND',
  '₦': 'NGN',
  '₵': 'GHS',
  '₡': 'CRC',
  '₲': 'PYG',
  '₸': 'KZT',
  '₼': 'AZN',
  '₾': 'GEL',
  '₭': 'LAK',
  '₮': 'MNT',
  '৳': 'BDT',
  '៛': 'KHR',
  zł: 'PLN',
  kč: 'CZK',
  ft: 'HUF',
  kr: 'SEK NOK DKK ISK',
  lei: 'RON MDL',
  лв: 'BGN',
  fr: 'CHF',
  sfr: 'CHF',
  rm: 'MYR',
  rp: 'IDR',
}

const signs: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(meant).map(([sign, codes]) => [sign, codes.split(' ')]),
)

/**
 * The currencies that a code, in any case, or a sign stands for.
 *
 * @returns more than one for a sign that several countries have; none for what is neither
 */
export function currenciesOf(written: string): readonly string[] {
  const code = written.toUpperCase()
  if (isCurrency(code)) return [code]
  return signs.get(written.toLowerCase().replace(/[\s.]/g, '')) ?? []
}
