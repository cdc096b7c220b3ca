import type { Reason } from '../reasons/reason.ts'
import { refuse } from '../reasons/zod.ts'
import { textOperators } from './operators.ts'
import { cellText, trimmedCellText } from './text-cell.ts'
import type { AnyControl } from './control.ts'
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
  return defineFieldType({
    id,
    label,
    hint,
    settings: { length: lengthSetting(usual) },
    operators: textOperators,
    many: false,
    joins,
    compare: 'text',
    searchable: true,
    column,
    value: ({ length }) => {
      const text = textSchema(length, { lines, kept: format?.kept })
      return format
        ? text
            .superRefine((text, context) => {
              const fault = format.fault(text)
              if (fault) refuse(context, fault)
            })
            .meta({ maxLength: length, format: format.name })
        : text
    },
    tryFast:
      ({ length }) =>
      (value) => {
        const text = plainText(value, length)
        if (text === undefined || !format) return text
        const kept = format.kept?.(text) ?? text
        return format.fault(kept) ? undefined : kept
      },
    parseCell: (cell) => (format ? trimmedCellText(cell) : cellText(cell)),
    formatCell: (value: string) => value,
    example: (row, { length }) => example(row).slice(0, length),
    control: ({ length }) => control(length),
  })
}
