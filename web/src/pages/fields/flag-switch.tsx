import { Tooltip } from 'antd'
import { useState } from 'react'
import type { Field } from '@cardfile/openapi'
import { PlainSwitch } from '../../layout/plain-switch.tsx'
import { fieldName } from '../../locales/contract-words.ts'
import { lockedWords } from './locked-words.ts'
import type { RowWords } from './use-row-words.ts'
import type { Flag, SetFlag } from './use-set-flag.ts'

interface FlagSwitchProps {
  field: Field
  flag: Flag
  words: RowWords
  onSet: SetFlag
}

/** A flag of a definition, set at once; locked with its reason where its kind does not allow it. */
export function FlagSwitch({ field, flag, words, onSet }: FlagSwitchProps) {
  const { t } = words
  const [busy, setBusy] = useState(false)
  const locked =
    lockedWords(field, flag) ??
    (flag === 'required' && !field.visible && !field.required
      ? t('fields.hiddenNotRequired')
      : null)
  const label = words.flags[flag]
  const name = fieldName(field)

  const set = async (on: boolean) => {
    setBusy(true)
    await onSet(field, flag, on)
    setBusy(false)
  }
  // A disabled switch takes no pointer events; this one takes them for the tooltip.
  const held = (
    <span className="cf-flag-hold">
      <PlainSwitch
        label={
          locked
            ? t('fields.flagLocked', { flag: label, name, reason: locked })
            : t('fields.flagOf', { flag: label, name })
        }
        checked={field[flag]}
        busy={busy}
        locked={locked !== null}
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
