import type { Reason } from '../reasons/reason.ts'

/** ISO 3166-1 alpha-2: where national phone numbers are meant, until an installation says otherwise. */
export const defaultCountry = 'US'

/** What normalising an identity may need from its field. */
export interface IdentitySettings {
  /** ISO 3166-1 alpha-2: the country a phone number without a country code is meant in. */
  defaultCountry?: string | undefined
}

/**
 * An identity as it is kept, and the form in which two spellings of it are equal; or else why it is
 * none. The kept value and the key mean the same whatever the settings become.
 */
export type Normalised = { value: string; key: string } | { fault: Reason }

/**
 * Longest text that an identity is looked for in: a link may be longer than the handle in it, and what is
 * longer yet is nobody's.
 */
export const longestTyped = 2_048

export type Normalise = (value: string, settings: IdentitySettings) => Normalised
