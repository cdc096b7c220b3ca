/** Reasons about an amount of money. */
export const moneyReasons = {
  not_amount: () => 'must be an amount and its currency, like 12.50 EUR',
  currency_missing: () => 'must name its currency, like 12.50 EUR',
  /** `other`: what stands where a currency should. */
  unknown_currency: ({ other }: { other: string }) =>
    `must name its currency by its code, like EUR: “${other}” is none`,
  /** `currencies`: the codes of all that the sign can mean. */
  currency_unclear: ({ sign, currencies }: { sign: string; currencies: readonly string[] }) =>
    `must name its currency by its code: “${sign}” can be ${currencies.join(', ')}`,
  /** `currency`: the code or sign of the amount's; `currencies`: those that the field takes. */
  other_currency: ({ currency, currencies }: { currency: string; currencies: readonly string[] }) =>
    `must be in ${currencies.join(', ')}, and not in ${currency}`,
  currencies_differ: () => 'must have two amounts in one currency: others cannot be compared',
}
