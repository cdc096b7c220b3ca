import { App } from 'antd'
import type { TFunction } from 'i18next'
import { useCallback, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '@cardfile/openapi'
import { ApiError } from '../../api/api-error.ts'
import { answered, client, ifMatch } from '../../api/client.ts'
import { isJob } from '../../api/jobs.ts'
import { fieldName } from '../../locales/contract-words.ts'
import { useFieldsChanged } from '../../providers/fields.ts'
import { useUndoFieldPatch } from './use-undo-field-patch.ts'

const flags = ['visible', 'required', 'readOnly'] as const

export type Flag = (typeof flags)[number]

/** Sets a flag of a definition; over when the list is read anew. It fails by saying why on the screen. */
export type SetFlag = (field: Field, flag: Flag, on: boolean) => Promise<void>

/** One for all switches of a list, and always the same, so that none is drawn anew for it. */
export function useSetFlag(): SetFlag {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const fieldsChanged = useFieldsChanged()
  const undoable = useUndoFieldPatch()
  const latest = useRef<SetFlag>(null)
  latest.current = async (field, flag, on) => {
    try {
      const after = await answered(
        client.PATCH('/api/v1/fields/{id}', {
          params: { path: { id: field.id }, header: ifMatch(field.version) },
          body: { [flag]: on },
        }),
      )
      if (!isJob(after))
        undoable(t('fields.saved', { name: fieldName(field) }), after, flagsBack(field, after))
    } catch (error) {
      message.error(reasonOf(error, t))
    }
    await fieldsChanged()
  }
  return useCallback(async (field, flag, on) => await latest.current?.(field, flag, on), [])
}

/** The flags that were otherwise, as they were. */
function flagsBack(before: Field, after: Field): Partial<Record<Flag, boolean>> {
  const changed = flags.filter((flag) => before[flag] !== after[flag])
  return Object.fromEntries(changed.map((flag) => [flag, before[flag]]))
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
