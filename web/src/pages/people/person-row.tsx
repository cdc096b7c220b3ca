import { App, Button, Dropdown } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { roleName } from '../../locales/contract-words.ts'
import { menuKeys } from '../../layout/menu-keys.ts'
import type { Person, Role } from '@cardfile/openapi'
import { useMe } from '../../access/may.tsx'
import { Instant } from '../../field-form/instant.tsx'
import { FormDialog } from '../../layout/form-dialog.tsx'
import { EllipsisOutlined, LockOutlined } from '../../layout/icons.tsx'
import { useUndoToast } from '../../layout/use-undo-toast.tsx'
import { answered, client, ifMatch } from '../../api/client.ts'
import type { Schemas } from '../../api/types.ts'
import type { Handed } from './link-dialog.tsx'
import { lockOf } from './locks.ts'
import { RemoveDialog } from './remove-dialog.tsx'
import { RoleDialog } from './role-dialog.tsx'

interface PersonRowProps {
  person: Person
  people: readonly Person[]
  roles: readonly Role[]
  onChanged(): Promise<void>
  onLink(handed: Handed): void
}

/** What is asked about before it is done. */
const asked = ['link', 'endSessions', 'suspend'] as const

type Asked = (typeof asked)[number]

/** One person of the list, with what can be done about them. */
export function PersonRow({ person, people, roles, onChanged, onLink }: PersonRowProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const toast = useUndoToast()
  const me = useMe()
  const menu = useRef<HTMLButtonElement>(null)
  const [asking, setAsking] = useState<Asked | 'role' | 'remove' | null>(null)
  const lock = lockOf(person, people, me)
  const close = () => setAsking(null)
  const isMe = person.id === me.caller.id

  const path = { id: person.id }
  const stored = { path, header: ifMatch(person.version) }
  const change = async (body: Schemas['PersonPatch']) => {
    const { version } = await answered(
      client.PATCH('/api/v1/people/{id}', { params: stored, body }),
    )
    await onChanged()
    const before = {
      ...(body.roleId !== undefined && { roleId: person.role.id }),
      ...(body.suspended !== undefined && { suspended: person.state === 'suspended' }),
    }
    toast(t('people.changed', { name: person.name }), async () => {
      await client.PATCH('/api/v1/people/{id}', {
        params: { path, header: ifMatch(version) },
        body: before,
      })
      await onChanged()
    })
  }
  const doAsked: Record<Asked, () => Promise<unknown>> = {
    link: async () => {
      const made = await answered(
        client.POST('/api/v1/people/{id}/reset-link', { params: { path } }),
      )
      const kind = person.state === 'invited' ? 'invite' : 'reset'
      onLink({ ...made, person, kind, returnTo: menu })
    },
    endSessions: async () => {
      await client.DELETE('/api/v1/people/{id}/sessions', { params: { path } })
      message.success(t('people.sessionsEnded', { name: person.name }))
    },
    suspend: () => change({ suspended: true }),
  }
  const remove = async (keys: 'keep' | 'revoke') => {
    await client.DELETE('/api/v1/people/{id}', { params: { ...stored, query: { keys } } })
    message.success(t('people.removed', { name: person.name }))
    await onChanged()
  }
  const restore = () =>
    change({ suspended: false }).catch((error: unknown) =>
      message.error(error instanceof Error ? error.message : String(error)),
    )

  const entry = (
    key: string,
    label: string,
    onClick: () => void,
    reason: string | null = null,
  ) => ({
    key,
    disabled: reason !== null,
    label,
    onClick,
  })
  return (
    <tr>
      <th scope="row">
        <strong>{person.name}</strong> {isMe && <span className="cf-badge">{t('people.you')}</span>}
        <span className="cf-records-sub">{person.email}</span>
      </th>
      <td data-label={t('people.role')}>
        {roleName(person.role)}
        {lock && (
          <p className="cf-field-hint">
            <LockOutlined /> {t(`people.locks.${lock}`)}
          </p>
        )}
      </td>
      <td data-label={t('people.state')}>
        <span className="cf-row">
          <span className={`cf-badge cf-badge-${badges[person.state]}`}>
            {t(`people.states.${person.state}`)}
          </span>
          {person.twoFactor && <span className="cf-badge">{t('people.twoFactor')}</span>}
        </span>
      </td>
      <td data-label={t('people.lastSignIn')}>
        {person.lastSignInAt ? <Instant at={person.lastSignInAt} /> : t('people.never')}
      </td>
      <td className="cf-records-end cf-records-menu">
        <Dropdown
          {...menuKeys}
          trigger={['click']}
          placement="bottomRight"
          menu={{
            items: [
              entry('role', t('people.changeRole'), () => setAsking('role'), lock),
              entry(
                'link',
                t(person.state === 'invited' ? 'people.newInvite' : 'people.resetLink'),
                () => setAsking('link'),
                lock === 'ownersOnly' ? lock : null,
              ),
              entry('end', t('people.endSessions'), () => setAsking('endSessions')),
              person.state === 'suspended'
                ? entry('restore', t('people.restore'), () => void restore(), lock)
                : entry(
                    'suspend',
                    t('people.suspend'),
                    () => setAsking('suspend'),
                    lock ?? own(isMe),
                  ),
              { type: 'divider' as const },
              {
                ...entry(
                  'remove',
                  t('people.remove'),
                  () => setAsking('remove'),
                  lock ?? own(isMe),
                ),
                danger: true,
              },
            ],
          }}
        >
          <Button
            ref={menu}
            type="text"
            icon={<EllipsisOutlined />}
            aria-label={t('people.actionsOf', { name: person.name })}
          />
        </Dropdown>
      </td>
      {asking === 'role' && (
        <td className="cf-dialog-cell">
          <RoleDialog
            person={person}
            roles={roles}
            returnTo={menu}
            onRole={(roleId) => change({ roleId })}
            onClose={close}
          />
        </td>
      )}
      {asking === 'remove' && (
        <td className="cf-dialog-cell">
          <RemoveDialog person={person} returnTo={menu} onRemove={remove} onClose={close} />
        </td>
      )}
      {isAsked(asking) && (
        <td className="cf-dialog-cell">
          <FormDialog
            title={t(`people.ask.${asking}.title`, { name: person.name })}
            okText={t(`people.ask.${asking}.ok`)}
            danger={asking !== 'link'}
            returnTo={menu}
            onSubmit={async () => {
              await doAsked[asking]()
              close()
            }}
            onClose={close}
          >
            {() => <p>{t(`people.ask.${asking}.text`, { name: person.name })}</p>}
          </FormDialog>
        </td>
      )}
    </tr>
  )
}

const badges = { active: 'good', invited: 'warn', suspended: 'off' } as const

function own(isMe: boolean): string | null {
  return isMe ? 'self' : null
}

function isAsked(asking: string | null): asking is Asked {
  return asked.some((one) => one === asking)
}
