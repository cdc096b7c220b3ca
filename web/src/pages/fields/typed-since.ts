import type { Field } from '@cardfile/openapi'
import { type TypedSince, withTypedSince } from '../../layout/use-saving.ts'
import { type DefinitionDraft, draftOfField, writtenOptions } from './definition-draft.ts'

/**
 * A definition as it is stored now, but for what was typed while it was saved. Options that were new
 * then have their ids now, so that renaming one of them meanwhile does not make another.
 */
export function definitionTypedSince(
  stored: Field,
  since: TypedSince<DefinitionDraft>,
): DefinitionDraft {
  const sent = writtenOptions(since.sent.options)
  const idOf = (rowId: number) => {
    const at = sent.findIndex((option) => option.rowId === rowId)
    return at < 0 ? undefined : stored.options?.[at]?.id
  }
  return {
    ...withTypedSince(draftOfField(stored), since),
    options: since.now.options.map((option) => {
      const id = option.id ?? idOf(option.rowId)
      return id === undefined ? option : { ...option, id }
    }),
  }
}
