import { createContext, type ReactNode, useCallback, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import type { Permission } from '@cardfile/openapi'
import { permissionLabel } from '../locales/contract-words.ts'
import type { Me } from './me.ts'

const MeContext = createContext<Me | null>(null)

export function MeProvider({ me, children }: { me: Me; children: ReactNode }) {
  return <MeContext value={me}>{children}</MeContext>
}

/** Who is signed in; for what stands behind the gate. */
export function useMe(): Me {
  const me = useContext(MeContext)
  if (!me) throw new Error('useMe outside the gate')
  return me
}

/** Whether the signed-in person may do something. The screens only spare a vain try: the server decides. */
export function useMay(): (permission: Permission) => boolean {
  const { permissions: granted } = useMe()
  return useCallback((permission) => granted.includes(permission), [granted])
}

/** Why something is locked for want of a permission; null where it is allowed. */
export function useMissing(): (permission: Permission) => string | null {
  const { t } = useTranslation()
  const may = useMay()
  return useCallback(
    (permission) =>
      may(permission) ? null : t('access.missing', { permission: permissionLabel(permission) }),
    [may, t],
  )
}
