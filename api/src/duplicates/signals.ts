import { reason, type Reason } from '@cardfile/openapi'

/** What two contacts may have in common. The order is that of the numbers they are stored by: add at the end. */
export const signalCodes = [
  'same_identity',
  'same_mailbox',
  'same_phone',
  'same_office_phone',
  'same_handle',
  'same_name',
  'same_company',
  'same_city',
] as const

export type Signal = (typeof signalCodes)[number]

/**
 * How much each says, out of 100. What is said adds up: of the same name in the same company both count. Measured
 * by `npm run bench:duplicates` on an invented set with known answers.
 */
export const weights: Readonly<Record<Signal, number>> = {
  // One number under SMS and WhatsApp is one person's phone.
  same_identity: 90,
  same_mailbox: 60,
  // Of the two numbers at least one is somebody's own, since messages are written to it.
  same_phone: 60,
  // Both stand where a switchboard may stand: colleagues share those.
  same_office_phone: 40,
  same_handle: 35,
  same_name: 25,
  // Only ever beside the name.
  same_company: 45,
  same_city: 30,
}

/** From how much on two contacts are suspected to be one. */
export const threshold = 50

export const strengths = ['strong', 'likely'] as const
export type Strength = (typeof strengths)[number]

/** From how much on they are strongly suspected. */
export const strongFrom = 80

/** Contacts from which on what they share says nothing about any two of them. */
export const mostSharing = 20

export const strengthOf = (score: number): Strength => (score >= strongFrom ? 'strong' : 'likely')

export function signalNumber(signal: Signal): number {
  return signalCodes.indexOf(signal)
}

/** Signals as the bits of one number, as pairs are stored. */
export const bitOf = (signal: Signal): number => 1 << signalNumber(signal)

export function scoreOf(signals: Iterable<Signal>): number {
  let sum = 0
  for (const signal of new Set(signals)) sum += weights[signal]
  return Math.min(100, sum)
}

/** A signal in words. @param values what is shared, as it was typed; spellings may differ */
export function signalReason(signal: Signal, values: readonly string[]): Reason {
  return reason(signal, { values: [...new Set(values)] })
}
