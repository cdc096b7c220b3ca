import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { type Permission, permissionIds, restsOn } from '@cardfile/openapi'
import { permissionHint, permissionLabel } from '../locales/contract-words.ts'
import { LockOutlined } from '../layout/icons.tsx'
import './permissions-editor.css'

interface PermissionsEditorProps {
  legend: string
  value: readonly Permission[]
  /** Only these are offered; all where left out. */
  offered?: readonly Permission[]
  /** Why one cannot be changed; null where it can. */
  locked(permission: Permission): string | null
  onChange(value: Permission[]): void
}

/** What another rests on is ticked with it, and goes with all that rest on it. */
function changedBy(id: Permission, on: boolean, value: readonly Permission[]): Permission[] {
  const isTouched = (one: Permission) =>
    one === id || (on ? restsOn[id] === one : restsOn[one] === id)
  return permissionIds.filter((one) => (isTouched(one) ? on : value.includes(one)))
}

/** Permissions to tick, each with what it means. */
export function PermissionsEditor(props: PermissionsEditorProps) {
  const { legend, value, offered = permissionIds, locked, onChange } = props
  const { t } = useTranslation()
  return (
    <fieldset className="cf-permissions">
      <legend>{legend}</legend>
      {permissionIds
        .filter((id) => offered.includes(id))
        .map((id) => {
          const reason = locked(id)
          return (
            <div key={id} className="cf-permission">
              <Checkbox
                checked={value.includes(id)}
                disabled={reason !== null}
                aria-describedby={`permission-${id}`}
                onChange={({ target }) => onChange(changedBy(id, target.checked, value))}
              >
                <span className="cf-flag-name">{permissionLabel(id)}</span>
              </Checkbox>
              <p className="cf-field-hint" id={`permission-${id}`}>
                {permissionHint(id)}
                {reason && (
                  <span className="cf-permission-locked">
                    <LockOutlined /> {reason}
                  </span>
                )}
              </p>
            </div>
          )
        })}
      {value.length === 0 && <p className="cf-field-hint">{t('roles.noneChosen')}</p>}
    </fieldset>
  )
}
