import { amount } from '../reasons/amount.ts'
/** Why somebody is not let in, or may not do what they ask for. */
export const accessRefusals = {
  setup_token_needed: () =>
    'Send the token that the server printed when it started, or was given as a secret.',
  setup_through_proxy: () =>
    'This came through a proxy. Set CARDFILE_ORIGIN, and a token will be asked for.',
  already_set_up: () => 'This installation has been set up; sign in instead.',
  too_many_attempts: ({ seconds }: { seconds: number }) =>
    `There were too many failed attempts. Try again in ${amount(seconds, 'second')}.`,
  too_many_requests: ({ seconds }: { seconds: number }) =>
    `Too many requests; try again in ${amount(seconds, 'second')}.`,
  foreign_origin: () =>
    'Changes are taken from this installation’s own pages only, or with an API key.',
  session_over: () => 'This session is over; sign in again.',
  key_unknown: () => 'This API key is unknown, revoked or expired.',
  key_maker_suspended: () => 'Whoever made this API key is suspended; it rests until they are not.',
  key_role_gone: () => 'The role of this API key is gone.',
  not_signed_in: () => 'Sign in, or send an API key.',
  /** `permission`: its label; `id`: its stable name */
  permission_needed: ({ permission }: { permission: string; id: string }) =>
    `This needs the permission “${permission}”.`,
  // People and roles
  only_owner_gives_owner: () => 'Only an owner gives the role of an owner.',
  only_owner_changes_owner: () => 'Only an owner changes an owner.',
  last_owner: () => 'This is the last owner; make somebody else an owner first.',
  no_name_of_ones_own: () => 'Only people have a name and a language of their own.',
  no_preferences: () => 'Only people have preferences.',
  role_sees_more: ({ role }: { role: string }) => `${role} sees fields that you do not see.`,
  role_changes_more: ({ role, field }: { role: string; field: string }) =>
    `${role} may change “${field}”, which you may not change.`,
  permission_lacking: ({ permission }: { permission: string; id: string }) =>
    `You cannot give or take “${permission}”, which you do not have yourself.`,
  role_built_in: ({ role }: { role: string }) =>
    `${role} is one of the roles an installation begins with; it can be changed, not deleted.`,
  role_in_use: ({ role }: { role: string }) =>
    `Somebody, or an API key, has the role ${role}; give them another one first.`,
  owner_role_fixed: () => 'An owner may do everything; this role is never changed.',
  person_suspended: ({ name }: { name: string }) => `${name} is suspended.`,
  account_suspended: () => 'This account is suspended.',
  invitation_open: ({ name }: { name: string }) =>
    `${name} has not taken up the invitation; remove it instead.`,
  address_in_use: () => 'Somebody with this e-mail address is here already.',
  link_over: () => 'This link was used, replaced, or is too old; ask for a new one.',
}
