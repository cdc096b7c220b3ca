/**
 * Currencies that people pay in, by their codes of ISO 4217 (list one, of January 2026), and at the end of
 * each line those withdrawn since 2020, since amounts in them are still on file. Metals, test codes and
 * funds are none, but for Chile's CLF, in which bills are written.
 *
 * It stands here since runtimes differ: what `Intl` knows of currencies is of another year in each.
 */
const listed = `
  AED AFN ALL AMD AOA ARS AUD AWG AZN ANG
  BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD BGN
  CAD CDF CHF CLF CLP CNY COP CRC CUP CVE CZK CUC
  DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP
  GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF HRK
  IDR ILS INR IQD IRR ISK JMD JOD JPY
  KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD
  MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN
  NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR
  RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL SLL
  THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS
  VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG ZWL`

export const currencyCodes: readonly string[] = listed.trim().split(/\s+/).sort()

const known: ReadonlySet<string> = new Set(currencyCodes)

export function isCurrency(code: string): boolean {
  return known.has(code)
}

/** The minor units of ISO 4217 where there are not two. */
const otherDecimals: ReadonlyMap<string, number> = new Map(
  [
    [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'],
    [3, 'BHD IQD JOD KWD LYD OMR TND'],
    [4, 'CLF'],
  ].flatMap(([decimals, codes]) =>
    String(codes)
      .split(' ')
      .map((code): [string, number] => [code, Number(decimals)]),
  ),
)

/** How many decimal places amounts in a currency have. @param code of ISO 4217 */
export function decimalsOfCurrency(code: string): number {
  return otherDecimals.get(code) ?? 2
}
