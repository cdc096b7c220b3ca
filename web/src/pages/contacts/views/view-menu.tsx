import { trimMarks } from '@cardfile/openapi'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Dropdown } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../access/may.tsx'
import { usePreferences } from '../../../access/preferences.tsx'
import { randomKey } from '../../../api/random-key.ts'
import type { Schemas } from '../../../api/types.ts'
import { FormDialog } from '../../../layout/form-dialog.tsx'
import { EllipsisOutlined } from '../../../layout/icons.tsx'
import { menuKeys } from '../../../layout/menu-keys.ts'
import { TextProperty } from '../../../layout/text-property.tsx'
import { useUndoToast } from '../../../layout/use-undo-toast.tsx'
import { lookOf, savedLook } from './look.ts'
import { useUndoViewChange } from './use-undo-view-change.ts'
import { changeView, createView, deleteView, type SavedView, viewsKey } from './view-api.ts'
import { ViewRolesDialog } from './view-roles-dialog.tsx'

interface ViewMenuProps {
  saved: SavedView
  onDeleted(): void
}

/** What can be done with a view, by whoever may: rename, share, lock, begin with it, delete. */
export function ViewMenu({ saved, onDeleted }: ViewMenuProps) {
  const { t } = useTranslation()
  const may = useMay()
  const { message } = App.useApp()
  const client = useQueryClient()
  const toast = useUndoToast()
  const undoable = useUndoViewChange()
  const { preferences, prefer } = usePreferences()
  const menu = useRef<HTMLButtonElement>(null)
  const [asking, setAsking] = useState<'rename' | 'roles' | 'delete' | null>(null)
  const [typed, setTyped] = useState(saved.name)
  const close = () => setAsking(null)
  const { name, shared, locked, mayChange, mayManage } = saved
  const isOwnDefault = preferences.defaultView === saved.id
  const change = async (patch: Schemas['ViewPatch']) => {
    const after = await changeView(saved, patch)
    await client.invalidateQueries({ queryKey: viewsKey })
    const kept = { name, shared, locked, roles: saved.roles }
    const isChanged = ([part]: [string, unknown]) => part in patch
    undoable(saved, after, Object.fromEntries(Object.entries(kept).filter(isChanged)))
  }
  const sayDeleted = () => {
    const text = t('views.deleted', { name })
    // Others may have its address, or begin with it, and would not find what is made again.
    if (shared || saved.broken) {
      message.success(text)
      return
    }
    toast(text, async () => {
      const look = savedLook(lookOf(saved), saved.columns)
      const again = await createView({ ...look, name, shared, locked }, randomKey())
      if (isOwnDefault) prefer({ defaultView: again.id })
      await client.invalidateQueries({ queryKey: viewsKey })
    })
  }
  const changeNow = (patch: Schemas['ViewPatch']) =>
    void change(patch).catch((error: unknown) =>
      message.error(error instanceof Error ? error.message : String(error)),
    )
  return (
    <>
      <Dropdown
        {...menuKeys}
        trigger={['click']}
        placement="bottomRight"
        menu={{
          items: [
            {
              key: 'default',
              label: t(isOwnDefault ? 'views.beginOtherwise' : 'views.begin'),
              onClick: () => prefer({ defaultView: isOwnDefault ? null : saved.id }),
            },
            {
              key: 'rename',
              label: t('views.rename'),
              disabled: !mayChange,
              onClick: () => {
                setTyped(name)
                setAsking('rename')
              },
            },
            {
              key: 'share',
              label: t(shared ? 'views.unshare' : 'views.share'),
              disabled: !mayManage,
              onClick: () => changeNow({ shared: !shared }),
            },
            {
              key: 'lock',
              label: t(locked ? 'views.unlock' : 'views.lock'),
              disabled: !mayManage || !shared,
              onClick: () => changeNow({ locked: !locked }),
            },
            {
              key: 'roles',
              label: t('views.forRoles'),
              disabled: !shared || !may('manage_views'),
              onClick: () => setAsking('roles'),
            },
            { type: 'divider' },
            {
              key: 'delete',
              label: t('views.delete'),
              danger: true,
              disabled: !mayManage,
              onClick: () => setAsking('delete'),
            },
          ],
        }}
      >
        <Button
          ref={menu}
          type="text"
          icon={<EllipsisOutlined />}
          aria-label={t('views.actionsOf', { name })}
        />
      </Dropdown>
      {asking === 'rename' && (
        <FormDialog
          title={t('views.renameTitle')}
          okText={t('actions.save')}
          disabled={trimMarks(typed) === '' || trimMarks(typed) === name}
          returnTo={menu}
          onSubmit={async () => {
            await change({ name: trimMarks(typed) })
            close()
          }}
          onClose={close}
        >
          {(errors) => (
            <TextProperty
              id="rename-view"
              label={t('property.name')}
              reasons={errors.name}
              maxLength={100}
              value={typed}
              onText={setTyped}
            />
          )}
        </FormDialog>
      )}
      {asking === 'roles' && (
        <ViewRolesDialog
          saved={saved}
          returnTo={menu}
          onSave={async (roles) => {
            await change({ roles })
            close()
          }}
          onClose={close}
        />
      )}
      {asking === 'delete' && (
        <FormDialog
          title={t('views.deleteTitle', { name })}
          okText={t('views.delete')}
          danger
          returnTo={menu}
          onSubmit={async () => {
            await deleteView(saved)
            onDeleted()
            await client.invalidateQueries({ queryKey: viewsKey })
            sayDeleted()
          }}
          onClose={close}
        >
          {() => <p>{t(shared ? 'views.deleteSharedText' : 'views.deleteText')}</p>}
        </FormDialog>
      )}
    </>
  )
}
