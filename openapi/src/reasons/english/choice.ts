import { amount } from '../amount.ts'
/** Reasons about a choice, a list, and what is either so or not. */
export const choiceReasons = {
  not_boolean: () => 'must be true or false',
  not_list: () => 'must be a list',
  not_object: () => 'must be an object with members',
  /** `members`: of which there can be one alone. */
  one_member_needed: ({ members }: { members: readonly string[] }) =>
    `must have exactly one of: ${members.join(', ')}`,
  too_few_values: ({ least }: { least: number }) => `must have at least ${amount(least, 'value')}`,
  too_many_values: ({ most }: { most: number }) => `must have at most ${amount(most, 'value')}`,
  /** `options`: their texts, in their order. */
  not_option: ({ options }: { options: readonly string[] }) =>
    `must be one of: ${options.join(', ')}`,
  not_time_zone: () => 'must be a time zone like Europe/Berlin',
  /** Two options of one text would be one to whoever reads them. */
  option_twice: ({ text }: { text: string }) => `must not name “${text}” twice`,
  option_id_twice: () => 'must not use an id twice',
}
