import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Permission } from '@cardfile/openapi'
import { useMay } from '../access/may.tsx'
import { resources } from '../providers/resources.ts'
import { useMode } from '../theme/mode.tsx'
import type { Entry } from './entries.ts'
import { usePalette } from './palette-provider.tsx'

/** Pages that the navigation does not list. */
const furtherPages = [
  { to: '/contacts/trash', label: 'trash.title', permission: 'view_contacts' },
  { to: '/contacts/bulk-changes', label: 'bulk.history', permission: 'view_contacts' },
  { to: '/import/history', label: 'imports.history', permission: 'import_contacts' },
  { to: '/import/mappings', label: 'imports.mappings', permission: 'import_contacts' },
  { to: '/fields/set-up-file', label: 'setUpFile.title', permission: 'manage_fields' },
] as const satisfies readonly { to: string; label: string; permission: Permission }[]

const newRecords = [
  { to: '/contacts/new', label: 'contacts.new', permission: 'edit_contacts' },
  { to: '/fields/new', label: 'fields.new', permission: 'manage_fields' },
  { to: '/roles/new', label: 'roles.new', permission: 'manage_people' },
] as const satisfies readonly { to: string; label: string; permission: Permission }[]

const modes = ['light', 'dark', 'system'] as const

/** Pages and actions, as far as the signed-in person may see and do them. */
export function useEntries(onSignOut: () => void): Entry[] {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate()
  const { choose } = useMode()
  const { openHelp } = usePalette()
  return useMemo(() => {
    const leadTo = (group: Entry['group'], to: string, label: string): Entry => ({
      id: to,
      group,
      label,
      run: () => void navigate(to),
    })
    const action = (id: string, label: string, run: () => void): Entry => ({
      id,
      group: 'actions',
      label,
      run,
    })
    return [
      ...resources
        .filter(({ meta }) => may(meta.permission))
        .map(({ name, list }) => leadTo('pages', list, t(`nav.${name}`))),
      ...furtherPages
        .filter(({ permission }) => may(permission))
        .map(({ to, label }) => leadTo('pages', to, t(label))),
      leadTo('pages', '/account', t('account.title')),
      ...newRecords
        .filter(({ permission }) => may(permission))
        .map(({ to, label }) => leadTo('actions', to, t(label))),
      ...modes.map((mode) =>
        action(`mode-${mode}`, t('palette.mode', { mode: t(`mode.${mode}`) }), () => choose(mode)),
      ),
      action('docs', t('layout.docs'), () => void window.open('/api/docs')),
      action('shortcuts', t('shortcuts.title'), openHelp),
      action('sign-out', t('account.signOut'), onSignOut),
    ]
  }, [t, may, navigate, onSignOut, choose, openHelp])
}
