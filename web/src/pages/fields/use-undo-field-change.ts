import { App } from 'antd'
import type { Field } from '@cardfile/openapi'
import { client, ifMatch } from '../../api/client.ts'
import { useUndoToast } from '../../layout/use-undo-toast.tsx'
import { useFieldsChanged } from '../../providers/fields.ts'
import { draftOfField, patchOf } from './definition-draft.ts'

/** Says that a definition was changed, with a way back: another change, refused by the same rules. */
export function useUndoFieldChange() {
  const { message } = App.useApp()
  const toast = useUndoToast()
  const fieldsChanged = useFieldsChanged()
  return (text: string, before: Field, after: Field) => {
    const body = patchOf(after, draftOfField(before))
    if (Object.keys(body).length === 0 || isOptionGone(before, after)) {
      message.success(text)
      return
    }
    toast(text, async () => {
      await client.PATCH('/api/v1/fields/{id}', {
        params: { path: { id: after.id }, header: ifMatch(after.version) },
        body,
      })
      await fieldsChanged()
    })
  }
}

/** One that is made again is another one: contacts that had it do not get it back. */
function isOptionGone(before: Field, after: Field): boolean {
  const ids = new Set((after.options ?? []).map(({ id }) => id))
  return (before.options ?? []).some(({ id }) => !ids.has(id))
}
