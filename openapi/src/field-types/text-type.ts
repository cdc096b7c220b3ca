import type { Reason } from '../reasons/reason.ts'
import { refuse } from '../reasons/zod.ts'
import {
  asksForm,
  formFault,
  formNote,
  type FormRules,
  formSettings,
  formsInOrder,
} from './form-settings.ts'
import { textOperators } from './operators.ts'
import { cellText, trimmedCellText } from './text-cell.ts'
import type { AnyControl } from './control.ts'
import { uniqueSetting } from './setting.ts'
import { lengthSetting, plainText, textSchema } from './text-rules.ts'
import { type ColumnShape, defineFieldType } from './type.ts'

interface TextType<Id extends string, C extends AnyControl> {
  id: Id
  label: string
  hint: string
  /** Longest value in characters, where the field does not say. */
  length: number
  lines?: boolean
  joins?: string
  column: ColumnShape
  /** Example for a row of the sample file; cut to the field's length. */
  example(row: number): string
  control(maxLength: number): C
  /** What the text must be, besides text that can be stored; blanks around it in a cell are dropped. */
  format?: {
    /** JSON Schema's name of the format. */
    name: string
    fault(text: string): Reason | null
    /** What is kept of a text that is accepted, where that is not the text itself. */
    kept?(text: string): string
  }
}

/** What all types of text share: they differ in what they accept and how it is typed in. */
export function textType<const Id extends string, C extends AnyControl>({
  id,
  label,
  hint,
  length: usual,
  lines = false,
  joins,
  column,
  example,
  control,
  format,
}: TextType<Id, C>) {
  const tryFast = (settings: FormRules) => {
    const { length } = settings
    if (!format && !asksForm(settings)) return (value: unknown) => plainText(value, length)
    return (value: unknown) => {
      const text = plainText(value, length)
      if (text === undefined) return undefined
      const kept = format?.kept?.(text) ?? text
      return format?.fault(kept) || formFault(kept, settings) ? undefined : kept
    }
  }
  return defineFieldType({
    id,
    label,
    hint,
    settings: { length: lengthSetting(usual), ...formSettings, unique: uniqueSetting },
    agree: formsInOrder,
    operators: textOperators,
    many: false,
    joins,
    compare: 'text',
    searchable: true,
    column,
    value: (settings) => {
      const { length } = settings
      return textSchema(length, { lines, kept: format?.kept })
        .superRefine((text, context) => {
          const fault = format?.fault(text) ?? formFault(text, settings)
          if (fault) refuse(context, fault)
        })
        .meta({
          maxLength: length,
          ...(format ? { format: format.name } : {}),
          ...formNote(settings),
        })
    },
    tryFast,
    parseCell: (cell) => (format ? trimmedCellText(cell) : cellText(cell)),
    formatCell: (value: string) => value,
    example: (row, settings) => {
      const text = example(row).slice(0, settings.length)
      const long = text.padEnd(settings.minLength ?? 0, text)
      return tryFast(settings)(long) ?? (asksForm(settings) ? null : text)
    },
    control: ({ length }) => control(length),
  })
}
