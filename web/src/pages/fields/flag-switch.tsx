import { fieldName } from '../../locales/contract-words.ts'
import { lockedWords } from './locked-words.ts'
import { App, Switch, Tooltip } from 'antd'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '@cardfile/openapi'
import { ApiError } from '../../api/api-error.ts'
import { client, ifMatch } from '../../api/client.ts'
import { useFieldsChanged } from '../../providers/fields.ts'

const flags = ['visible', 'required', 'readOnly'] as const

type Flag = (typeof flags)[number]

/** A flag of a definition, set at once; locked with its reason where its kind does not allow it. */
export function FlagSwitch({ field, flag }: { field: Field; flag: Flag }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const fieldsChanged = useFieldsChanged()
  const [busy, setBusy] = useState(false)
  const locked =
    lockedWords(field, flag) ??
    (flag === 'required' && !field.visible && !field.required
      ? t('fields.hiddenNotRequired')
      : null)
  const label = t(`flags.${flag}`)
  const name = fieldName(field)

  const set = async (on: boolean) => {
    setBusy(true)
    try {
      await client.PATCH('/api/v1/fields/{id}', {
        params: { path: { id: field.id }, header: ifMatch(field.version) },
        body: { [flag]: on },
      })
    } catch (error) {
      message.error(reasonOf(error, t))
    }
    await fieldsChanged()
    setBusy(false)
  }
  // A disabled switch takes no pointer events; this one takes them for the tooltip.
  const held = (
    <span className="cf-flag-hold">
      <Switch
        size="small"
        checked={field[flag]}
        loading={busy}
        disabled={locked !== null}
        aria-label={
          locked
            ? t('fields.flagLocked', { flag: label, name, reason: locked })
            : t('fields.flagOf', { flag: label, name })
        }
        onChange={set}
      />
    </span>
  )
  return (
    <div className="cf-flag">
      <span className="cf-flag-label" aria-hidden="true">
        {label}
      </span>
      {/* A tooltip takes as long to draw as all else of a row; most switches have nothing to say. */}
      {locked === null ? held : <Tooltip title={locked}>{held}</Tooltip>}
    </div>
  )
}

function reasonOf(error: unknown, t: TFunction): string {
  if (!(error instanceof ApiError)) return String(error)
  const [first] = Object.entries(error.errors)
  if (!first) return error.message
  const [flag, reasons] = first
  const label = isFlag(flag) ? t(`flags.${flag}`) : flag
  return t('form.reason', { label, reason: reasons.join('; ') })
}

function isFlag(name: string): name is Flag {
  return flags.some((flag) => flag === name)
}
