import { useInvalidate, useInvalidateAuthStore } from '@refinedev/core'
import { App, Button, Input } from 'antd'
import { type SubmitEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Permission, Reasons, Role } from '@cardfile/openapi'
import { useMay } from '../../access/may.tsx'
import { PermissionsEditor } from '../../access/permissions-editor.tsx'
import { focusFirstProperty, Property, propertyAria } from '../../layout/property.tsx'
import { FormDialog } from '../../layout/form-dialog.tsx'
import { SaveBar } from '../../layout/save-bar.tsx'
import { useSaving, withTypedSince } from '../../layout/use-saving.ts'
import { useUndoToast } from '../../layout/use-undo-toast.tsx'
import { useLeaveGuard } from '../../layout/use-leave-guard.tsx'
import { ApiError } from '../../api/api-error.ts'
import { answered, client, ifMatch } from '../../api/client.ts'

interface RoleFormProps {
  /** null for a new one. */
  stored: Role | null
  /** Why nothing of it can be changed; null where it can. */
  locked: string | null
  onDone(): void
}

/** Name and permissions of a role. */
export function RoleForm({ stored: first, locked, onDone }: RoleFormProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const toast = useUndoToast()
  const navigate = useNavigate()
  const may = useMay()
  const invalidate = useInvalidate()
  const refreshMe = useInvalidateAuthStore()
  const form = useRef<HTMLFormElement>(null)
  const [role, setRole] = useState(first)
  const before = draftOfRole(role)
  const [draft, setDraft] = useState(before)
  const [errors, setErrors] = useState<Reasons>({})
  const [failure, setFailure] = useState<string | null>(null)
  const [deleting, setDeleting] = useState(false)
  const dirty = JSON.stringify(draft) !== JSON.stringify(before)
  const guard = useLeaveGuard(dirty)
  const { busy, run } = useSaving(draft)

  const rolesChanged = async () => {
    await invalidate({ resource: 'roles', invalidates: ['resourceAll'] })
    // It may be one's own.
    await refreshMe()
  }
  const save = (event: SubmitEvent) => {
    event.preventDefault()
    if (busy || !dirty) return
    setErrors({})
    setFailure(null)
    void run<Role>({
      send: (signal) =>
        answered(
          role
            ? client.PATCH('/api/v1/roles/{id}', { params: stored(role), body: draft, signal })
            : client.POST('/api/v1/roles', { body: draft, signal }),
        ),
      done: async (saved, since) => {
        setRole(saved)
        if (since) setDraft(withTypedSince(draftOfRole(saved), since))
        else guard.release()
        await rolesChanged()
        if (since) return void message.success(t('form.savedTypedSince'))
        toast(t('roles.saved', { name: saved.name }), async () => {
          await (role
            ? client.PATCH('/api/v1/roles/{id}', { params: stored(saved), body: before })
            : client.DELETE('/api/v1/roles/{id}', { params: stored(saved) }))
          await rolesChanged()
        })
        onDone()
      },
      failed: (error) => {
        const reasons = error instanceof ApiError ? error.errors : {}
        setErrors(reasons)
        if (reasons.name) focusFirstProperty(form.current)
        else setFailure(error instanceof Error ? error.message : String(error))
      },
    })
  }
  const remove = async () => {
    if (!role) return
    await client.DELETE('/api/v1/roles/{id}', { params: stored(role) })
    guard.release()
    await rolesChanged()
    message.success(t('roles.deleted', { name: role.name }))
    onDone()
  }

  return (
    <form ref={form} noValidate onSubmit={save} aria-label={t('roles.one')}>
      <div className="cf-card cf-form-card cf-role">
        <Property id="role-name" label={t('roles.name')} required reasons={errors.name}>
          <Input
            {...propertyAria('role-name', errors.name, null)}
            autoComplete="off"
            aria-required
            disabled={locked !== null}
            value={draft.name}
            onChange={(event) => setDraft({ ...draft, name: event.target.value })}
          />
        </Property>
        <PermissionsEditor
          legend={t('roles.allows')}
          value={draft.permissions}
          locked={(permission) => locked ?? (may(permission) ? null : t('roles.lackingOne'))}
          onChange={(granted) => setDraft({ ...draft, permissions: granted })}
        />
        {errors.permissions && (
          <p className="cf-field-error">
            {t('form.reason', { label: t('roles.allows'), reason: errors.permissions.join('; ') })}
          </p>
        )}
      </div>
      {locked === null && (
        <SaveBar
          failure={failure}
          unsaved={dirty}
          start={
            role !== null &&
            !role.builtIn && (
              <Button danger type="text" onClick={() => setDeleting(true)}>
                {t('roles.delete')}
              </Button>
            )
          }
        >
          <Button onClick={() => navigate('/roles')}>{t('actions.cancel')}</Button>
          <Button type="primary" htmlType="submit" disabled={!dirty} loading={busy}>
            {t(role ? 'actions.save' : 'roles.create')}
          </Button>
        </SaveBar>
      )}
      {guard.dialog}
      {deleting && role && (
        <FormDialog
          title={t('roles.deleteTitle', { name: role.name })}
          okText={t('roles.delete')}
          danger
          onSubmit={remove}
          onClose={() => setDeleting(false)}
        >
          {() => <p>{t('roles.deleteText')}</p>}
        </FormDialog>
      )}
    </form>
  )
}

interface RoleDraft {
  name: string
  permissions: Permission[]
}

function draftOfRole(role: Role | null): RoleDraft {
  return { name: role?.name ?? '', permissions: [...(role?.permissions ?? [])] }
}

/** A role as it was read. */
function stored({ id, version }: Role) {
  return { path: { id }, header: ifMatch(version) }
}
