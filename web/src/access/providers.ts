import type { AccessControlProvider, AuthProvider } from '@refinedev/core'
import type { Permission } from '@cardfile/openapi'
import { ApiError } from '../api/api-error.ts'
import { resources } from '../providers/resources.ts'
import { type Me, readMe } from './me.ts'
import { safeReturn } from './safe-return.ts'
import { signInWithPassword, signOut, type SignInAnswer } from './sign-in-api.ts'

interface LoginParams {
  email: string
  password: string
  /** Where to go afterwards, as the address of the page said. */
  to?: string | null
}

/** Refine's view of the session; the screens' own gate uses the same exchanges. */
export const authProvider: AuthProvider = {
  async login({ email, password, to = null }: LoginParams) {
    try {
      const answer: SignInAnswer = await signInWithPassword(email, password)
      return answer === 'second_step'
        ? { success: false, secondStep: true }
        : { success: true, redirectTo: safeReturn(to, window.location.origin) }
    } catch (error) {
      return { success: false, error: error instanceof Error ? error : new Error(String(error)) }
    }
  },
  async logout() {
    await signOut()
    return { success: true, redirectTo: '/sign-in' }
  },
  async check() {
    try {
      await readMe()
      return { authenticated: true }
    } catch (error) {
      if (error instanceof ApiError && error.statusCode === 401)
        return { authenticated: false, redirectTo: '/sign-in' }
      throw error
    }
  },
  // A session that ends while one works is met where requests are sent: the page must stay.
  onError: async () => ({}),
  getPermissions: async () => (await readMe()).permissions,
  getIdentity: ({ signal }: { signal?: AbortSignal } = {}) => readMe(signal),
}

let known: Me | null = null

/** Told by the gate, so that Refine's questions about permissions cost no request each. */
export function rememberMe(me: Me | null): void {
  known = me
}

export const accessControlProvider: AccessControlProvider = {
  async can({ resource, action }) {
    const needed = permissionFor(resource, action)
    if (needed === null) return { can: true }
    const { permissions } = known ?? (await readMe())
    return { can: permissions.includes(needed) }
  },
}

/** What an action on a resource takes; null where being signed in is enough. */
function permissionFor(name: string | undefined, action: string): Permission | null {
  const meta = resources.find((resource) => resource.name === name)?.meta as
    | ResourceMeta
    | undefined
  return meta?.actions?.[action] ?? meta?.permission ?? null
}

interface ResourceMeta {
  permission?: Permission
  actions?: Record<string, Permission>
}
