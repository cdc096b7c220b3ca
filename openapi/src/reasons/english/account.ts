import { amount } from '../amount.ts'
/** Reasons about somebody's account. */
export const accountReasons = {
  password_too_short: ({ least }: { least: number }) =>
    `must have at least ${amount(least, 'character')}`,
  password_too_long: ({ most }: { most: number }) =>
    `must have at most ${amount(most, 'character')}`,
  password_is_email: () => 'must not be the e-mail address',
  password_common: () => 'is among the first that would be tried; take another',
  address_taken: () => 'is the address of somebody who is here already',
}
