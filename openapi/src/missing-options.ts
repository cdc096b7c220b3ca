import type { Cell } from './field-types/cell.ts'
import { isOptionText, mostOptions, optionsSetting } from './field-types/option-rules.ts'
import { type CellLocale, plainLocale } from './field-types/type.ts'
import type { Field } from './field.ts'
import { rulesOf } from './field-rules.ts'
import { foldText } from './text/fold-text.ts'
import { trimMarks } from './text/trim-marks.ts'

/**
 * The texts that a choice would need as options, so that it takes these cells: read as an import reads
 * them, each once, in their order. None for other fields, for what no option can be called, and where
 * there would be more options than a field may have.
 */
export function missingOptions(
  field: Field,
  cells: Iterable<Cell>,
  locale: Partial<CellLocale> = {},
): string[] {
  const { options } = field
  if (!options) return []
  const rules = rulesOf(field)
  const ids = new Set<unknown>(options.map(({ id }) => id))
  const missing = new Map<string, string>()
  for (const cell of cells) {
    if (cell === null || (typeof cell === 'object' && 'error' in cell)) continue
    for (const said of [rules.parseCell(cell, { ...plainLocale, ...locale })].flat()) {
      if (typeof said !== 'string' || ids.has(said) || !isOptionText(said)) continue
      const text = trimMarks(said)
      const folded = foldText(text)
      if (!missing.has(folded)) missing.set(folded, text)
    }
  }
  return options.length + missing.size <= mostOptions ? [...missing.values()] : []
}

/** The field as it is once it has these options too. */
export function withOptions(field: Field, texts: readonly string[]): Field {
  const options = [...(field.options ?? []), ...texts.map((text) => ({ text }))]
  return { ...field, options: optionsSetting.rule.parse(options) }
}
