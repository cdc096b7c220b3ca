import type { Field } from '@cardfile/openapi'
import { draftOfField, patchOf } from './definition-draft.ts'
import { useUndoFieldPatch } from './use-undo-field-patch.ts'

/** Says that a definition was saved, with a way back to all that it was. */
export function useUndoFieldChange() {
  const undoable = useUndoFieldPatch()
  return (text: string, before: Field, after: Field) =>
    undoable(text, after, isOptionGone(before, after) ? {} : patchOf(after, draftOfField(before)))
}

/** One that is made again is another one: contacts that had it do not get it back. */
function isOptionGone(before: Field, after: Field): boolean {
  const ids = new Set((after.options ?? []).map(({ id }) => id))
  return (before.options ?? []).some(({ id }) => !ids.has(id))
}
