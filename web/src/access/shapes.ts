import type { Permission, Role } from '@cardfile/openapi'

/** Somebody with an account, as the API states it. */
export interface Person {
  id: string
  name: string
  email: string
  role: { id: string; name: string }
  state: 'active' | 'invited' | 'suspended'
  twoFactor: boolean
  lastSignInAt: string | null
  createdAt: string
  version: number
}

/** A link that lets one set a password, once. */
export interface PasswordLink {
  link: string
  expiresAt: string
}

/** A key of a program; its secret is known at creation alone. */
export interface ApiKey {
  id: string
  name: string
  /** How the secret begins, to recognise it by. */
  prefix: string
  role: { id: string; name: string }
  /** null: all of the role. */
  permissions: Permission[] | null
  createdBy: { id: string; name: string } | null
  createdAt: string
  expiresAt: string | null
  lastUsedAt: string | null
}

export type { Role }
