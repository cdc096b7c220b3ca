/** What can have become of a contact, for who follows all of them. */
export const changeTypes = [
  'created',
  'updated',
  'deleted',
  'restored',
  'merged',
  'unmerged',
  'erased',
] as const

export type ChangeType = (typeof changeTypes)[number]

/** Through what a contact was changed. */
export const changeWays = [
  'form',
  'api',
  'import',
  'undo',
  'bulk',
  'bulk_undo',
  'merge',
  'unmerge',
  'fields',
  'erase',
  'system',
] as const

export type ChangeWay = (typeof changeWays)[number]

/** What a change made of a contact among those of a view. */
export const memberships = ['joined', 'left', 'stayed'] as const

export type Membership = (typeof memberships)[number]
