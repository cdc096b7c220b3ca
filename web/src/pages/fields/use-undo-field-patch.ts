import { App } from 'antd'
import type { Field } from '@cardfile/openapi'
import { client, ifMatch } from '../../api/client.ts'
import type { Schemas } from '../../api/types.ts'
import { useUndoToast } from '../../layout/use-undo-toast.tsx'
import { useFieldsChanged } from '../../providers/fields.ts'

/**
 * Says that a definition was changed, with a way back: another change, refused by the same rules.
 * What it takes to have it as it was may be nothing: then there is no way back to offer.
 */
export function useUndoFieldPatch() {
  const { message } = App.useApp()
  const toast = useUndoToast()
  const fieldsChanged = useFieldsChanged()
  return (text: string, { id, version }: Field, back: Schemas['FieldPatch']) => {
    if (Object.keys(back).length === 0) {
      message.success(text)
      return
    }
    toast(text, async () => {
      await client.PATCH('/api/v1/fields/{id}', {
        params: { path: { id }, header: ifMatch(version) },
        body: back,
      })
      await fieldsChanged()
    })
  }
}
